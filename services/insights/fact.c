/* SPDX-License-Identifier: Apache-2.0 */
#include "fact.h"

#include "google/protobuf/timestamp.pb-c.h"

void fact_bind(struct call *call)
{
    const Event *event = call->event;
    const Google__Protobuf__Timestamp *at = event->occurred_at;
    bind_time(call, "event_at", at ? at->seconds * 1000000 + at->nanos / 1000 : 0);
    bind_text(call, "event_path", event->owner_path && event->owner_path[0] ? event->owner_path : "/");
    bind_int(call, "event_pos", (int64_t)event->pos);
}

enum status fact_put(struct call *call, const struct statement *statement)
{
    fact_bind(call);
    return sql_later(call, statement);
}
