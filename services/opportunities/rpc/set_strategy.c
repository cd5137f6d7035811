/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, set_strategy, SetStrategyRequest, SetStrategyReply)
{
    struct rows rows;
    Opportunity opportunity;
    OpportunityStrategySet event = OPPORTUNITY_STRATEGY_SET__INIT;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql_one(call, &SQL_put_strategy, "strategy", &rows));
    out->strategy = arena_alloc(call->arena, sizeof *out->strategy);
    sales_strategy__init(out->strategy);
    row_into(call, &rows, 0, out->strategy);
    opportunity_touch(call, "strategy");
    TRY(opportunity_save(call, &opportunity));
    event.opportunity_id = opportunity.id;
    event.has_route = true;
    event.route = in->route;
    emit(call, &event, "opportunity", opportunity.id, opportunity.owner_path);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
