/* SPDX-License-Identifier: Apache-2.0 */
#include "freshness.h"

#include "rooms.h"
#include "wire/pack.h"

enum status freshness_open(struct call *call, InsightFreshness **ret)
{
    struct rows rows;
    InsightFreshness *freshness = wire_new(call->arena, &insight_freshness__descriptor);
    TRY(sql(call, &SQL_get_freshness, &rows));
    rows_into(call, &rows, freshness, "as_of");
    freshness->has_rebuilding = true;
    for (size_t i = 0; i < freshness->n_as_of; i++)
        freshness->rebuilding = freshness->rebuilding || freshness->as_of[i]->has_replay_until;
    *ret = freshness;
    return STATUS_OK;
}

enum status freshness_close(struct call *call, InsightFreshness **ret)
{
    InsightFreshness *after;
    TRY(freshness_open(call, &after));
    if (after->rebuilding)
        *ret = after;
    return STATUS_OK;
}
