/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

static enum status take_forecast(struct call *call, const ForecastOpportunityRequest *in, Opportunity *opportunity)
{
    if (!in->has_amount_minor && !in->has_probability && !in->expected_close && !in->has_category)
        return bad(call, "amount_minor", "give an amount, a probability, a day or a category");
    if (in->has_category && in->category == OPPORTUNITY__FORECAST_CATEGORY__CLOSED)
        return bad(call, "category", "CLOSED is set when the deal is closed; give PIPELINE, BEST_CASE or COMMIT");
    if (in->has_amount_minor)
        opportunity->amount_minor = in->amount_minor;
    if (in->has_probability)
        opportunity->probability = in->probability;
    if (in->expected_close)
        opportunity->expected_close = in->expected_close;
    if (in->has_category)
        opportunity->forecast_category = in->category;
    return STATUS_OK;
}

RPC(Opportunities, forecast_opportunity, ForecastOpportunityRequest, ForecastOpportunityReply)
{
    struct rows counts;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    Opportunity before = opportunity;
    TRY(take_forecast(call, in, &opportunity));
    TRY(sql_one(call, &SQL_count_for_commit, "opportunity", &counts));
    if (opportunity.amount_minor != before.amount_minor && row_int(&counts, 0, "lines") > 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "AMOUNT_FROM_LINES",
                        "the lines give the amount: change them, or leave the amount out");
    TRY(opportunity_save_forecast(call, &before, &opportunity));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
