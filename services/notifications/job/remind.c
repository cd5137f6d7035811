/* SPDX-License-Identifier: Apache-2.0
 * The time of a reminder has come and nothing has made it moot.
 */
#include "cloudevent.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "rooms.h"
#include "telling.h"

JOB(remind, RemindJob)
{
    const struct schema_message *type = schema_event(schema_own(), in->source_type);
    struct happening happening = {.event_id = in->event_id, .type = in->event_type, .subject_type = in->subject_type,
                                  .subject_id = in->subject_id, .owner_path = in->owner_path};
    Event source = EVENT__INIT;
    if (!type)
        return STATUS_OK;
    source.payload = in->payload;
    TRY(cloudevent_data(&source, type, call->arena, &happening.data, &call->error));
    facts_read(type, (struct bytes){in->payload.data, in->payload.len}, call->arena, &happening.facts);
    facts_put(&happening.facts, "subject_id", in->subject_id);
    facts_put(&happening.facts, "event_type", in->event_type);
    if (in->occurred_at)
        facts_put_time(&happening.facts, "occurred_at", in->occurred_at->seconds * 1000000);
    return tell(call, &happening);
}
