/* SPDX-License-Identifier: Apache-2.0
 * A while after the first event of its kind that a file brought: the owner is told how many there were.
 */
#include <inttypes.h>

#include "rooms.h"
#include "telling.h"

JOB(tell_bulk, TellBulkJob)
{
    struct rows rows;
    struct happening happening = {.owner_path = in->owner_path, .data = "{}"};
    TRY(sql(call, &SQL_take_bulk, &rows));
    if (!rows.n)
        return STATUS_OK;
    happening.type = arena_printf(call->arena, BULK_PREFIX "%s", in->event_type);
    happening.event_id = row_text(&rows, 0, "first_event_id");
    happening.subject_type = row_text(&rows, 0, "first_subject_type");
    happening.subject_id = row_text(&rows, 0, "first_subject_id");
    facts_put(&happening.facts, "count", arena_printf(call->arena, "%" PRId64, row_int(&rows, 0, "tally")));
    facts_put(&happening.facts, "event_type", happening.type);
    facts_put(&happening.facts, "subject_id", happening.subject_id);
    facts_put_time(&happening.facts, "occurred_at", row_time(&rows, 0, "first_at"));
    return tell(call, &happening);
}
