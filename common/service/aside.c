/* SPDX-License-Identifier: Apache-2.0
 * Putting events aside: the one that could not be acted on, and those of its aggregate that come after it.
 */
#include <string.h>

#include "service/batch.h"
#include "service/threads.h"

bool failure_counts(enum status status)
{
    return status != STATUS_UNAVAILABLE && status != STATUS_ABORTED && status != STATUS_DEADLINE_EXCEEDED &&
           status != STATUS_RESOURCE_EXHAUSTED;
}

static enum status put_aside(struct call *call, const void *in)
{
    struct rows rows;
    const Event *event = call->event;
    const char *from = strchr(call->method, '!');
    (void)in;
    struct bytes packed = wire_pack(call->arena, event);
    bind_text(call, "domain", event->domain);
    bind_int(call, "pos", (int64_t)event->pos);
    bind_text(call, "agg_id", event->agg_id);
    bind_text(call, "type", event->type);
    bind_bytes(call, "data", packed.data, packed.size);
    bind_text(call, "error", from ? from + 1 : "an earlier event of this aggregate is among the dead letters");
    bind_text(call, "owner_path", event->owner_path);
    bind_int(call, "tries", EVENT_TRIES);
    bind_text(call, "cause", event->correlation_id);
    bind_text(call, "traceparent", event->traceparent);
    if (from)
        return sql(call, statement_of("dead_letter_add"), &rows);
    TRY(sql(call, statement_of("dead_letter_follow"), &rows));
    return rows.n ? STATUS_OK : fail(call, STATUS_ABORTED, "its aggregate is no longer parked");
}

const struct listener listener_aside = {.name = "aside", .run = put_aside, .payload = &event__descriptor};
