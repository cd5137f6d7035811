/* SPDX-License-Identifier: Apache-2.0
 * Who acts on an event: on/<event>.c, whoever hears all, or what puts it aside.
 */
#include <string.h>

#include "service/batch.h"
#include "service/threads.h"

static enum status run_any(struct call *call, const void *in)
{
    (void)in;
    return process.service->any(call);
}

static const struct listener any = {.name = "any", .run = run_any, .payload = &event__descriptor};

const struct listener *listener_of(const char *type)
{
    const struct schema_message *message = schema_event(process.schema, type);
    const struct rooms *rooms = process.service->rooms;
    for (size_t i = 0; message && i < rooms->n_on; i++)
        if (strcmp(rooms->on[i].payload->name, message->name) == 0)
            return &rooms->on[i];
    return process.service->any ? &any : NULL;
}

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
