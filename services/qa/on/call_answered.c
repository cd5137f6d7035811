/* SPDX-License-Identifier: Apache-2.0
 * A call was answered: its recording is expected, from now on, however long nobody listened. Calls of the past that
 * were read in have none.
 */
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

ON(call_answered, CallAnswered)
{
    struct rows rows;
    RecordingDueJob job = RECORDING_DUE_JOB__INIT;
    if (call->event->channel == CHANNEL__IMPORT || is_blank(in->agent_id) || is_blank(in->customer_id))
        return STATUS_OK;
    int64_t answered_us = in->at ? time_us(in->at) : call->now_us;
    int64_t due_us = call->now_us + qa_settings.recording_hours * 3600 * 1000000;
    bind_text(call, "agent_path", is_blank(in->agent_path) ? call->event->owner_path : in->agent_path);
    bind_text(call, "answer_channel", enum_word(&channel__descriptor, (int)call->event->channel));
    bind_time(call, "at", answered_us);
    bind_time(call, "due_at", due_us);
    TRY(sql(call, &SQL_expect_recording, &rows));
    note(call, "recording", in->call_id);
    job.call_id = in->call_id;
    return schedule(call, "recording_due", in->call_id, due_us, &job);
}
