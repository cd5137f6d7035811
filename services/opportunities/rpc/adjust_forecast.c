/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

static void emit_adjusted(struct call *call, const Opportunity *opportunity, const ForecastAdjustment *adjustment)
{
    OpportunityForecastAdjusted event = OPPORTUNITY_FORECAST_ADJUSTED__INIT;
    event.opportunity_id = opportunity->id;
    event.owner_id = opportunity->owner_id;
    event.currency = opportunity->currency;
    event.has_amount_minor = event.has_probability = event.has_category = true;
    event.amount_minor = adjustment->amount_minor;
    event.probability = adjustment->probability;
    event.category = adjustment->category;
    event.reason = adjustment->reason;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, adjust_forecast, AdjustForecastRequest, AdjustForecastReply)
{
    struct rows rows;
    Opportunity opportunity;
    Opportunity__ForecastCategory category;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    if (text_equal(opportunity.owner_id, call->actor))
        return fail_for(call, STATUS_PERMISSION_DENIED, "OWN_FORECAST", "the owner says his own forecast elsewhere");
    category = in->has_category ? in->category : opportunity.forecast_category;
    if (category == OPPORTUNITY__FORECAST_CATEGORY__CLOSED)
        return bad(call, "category", "CLOSED is set when the deal is closed; give PIPELINE, BEST_CASE or COMMIT");
    bind_int(call, "adjusted_amount", in->has_amount_minor ? in->amount_minor : opportunity.amount_minor);
    bind_int(call, "adjusted_probability", in->has_probability ? in->probability : opportunity.probability);
    bind_text(call, "adjusted_category", enum_word(&opportunity__forecast_category__descriptor, category));
    TRY(sql_one(call, &SQL_put_adjustment, "adjustment", &rows));
    out->adjustment = arena_alloc(call->arena, sizeof *out->adjustment);
    forecast_adjustment__init(out->adjustment);
    row_into(call, &rows, 0, out->adjustment);
    opportunity_touch(call, "forecast_adjustment");
    TRY(opportunity_save(call, &opportunity));
    emit_adjusted(call, &opportunity, out->adjustment);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
