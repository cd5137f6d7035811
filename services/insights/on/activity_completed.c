/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "fact.h"
#include "rooms.h"

static enum status put_costs(struct call *call, const ActivityCompleted *in)
{
    size_t n = in->n_costs;
    const char **room = arena_alloc(call->arena, (3 * n + 1) * sizeof *room);
    const char **kinds = room, **currencies = room + n, **amounts = room + 2 * n;
    for (size_t i = 0; i < n; i++) {
        kinds[i] = in->costs[i]->kind;
        currencies[i] = in->costs[i]->currency;
        amounts[i] = arena_printf(call->arena, "%lld", (long long)in->costs[i]->amount_minor);
    }
    bind_texts(call, "kinds", kinds, n);
    bind_texts(call, "currencies", currencies, n);
    bind_texts(call, "amounts", amounts, n);
    return n ? sql_later(call, &SQL_put_activity_costs) : STATUS_OK;
}

ON(activity_completed, ActivityCompleted)
{
    TRY(fact_put(call, &SQL_put_activity));
    return put_costs(call, in);
}
