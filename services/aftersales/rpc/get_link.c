/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "survey.h"
#include "vault.h"

static enum status of_plan(struct call *call, const char *id, GetLinkReply *out)
{
    struct rows rows;
    DeliveryPlan plan = DELIVERY_PLAN__INIT;
    bind_text(call, "plan_id", id);
    bind_text(call, "contract_id", NULL);
    TRY(sql_one(call, &SQL_get_plan, "delivery plan", &rows));
    row_into(call, &rows, 0, &plan);
    if (plan.state != DELIVERY_PLAN__STATE__PROPOSED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_LINK", "only a plan that is PROPOSED has a link");
    out->expires_at = plan.link_expires_at;
    out->token = vault_token(call, LINK_PLAN, plan.id, plan.proposals, time_us(plan.link_expires_at));
    return STATUS_OK;
}

static enum status of_survey(struct call *call, const char *id, GetLinkReply *out)
{
    struct rows rows;
    Survey survey = SURVEY__INIT;
    bind_text(call, "id", id);
    TRY(sql_one(call, &SQL_get_survey, "survey", &rows));
    row_into(call, &rows, 0, &survey);
    if (survey.state != SURVEY__STATE__SENT && survey.state != SURVEY__STATE__OPENED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_LINK", "only a survey that is SENT or OPENED has a link");
    out->expires_at = survey.expires_at;
    out->token = vault_token(call, LINK_SURVEY, survey.id, 0, time_us(survey.expires_at));
    return STATUS_OK;
}

RPC(Aftersales, get_link, GetLinkRequest, GetLinkReply)
{
    if (!in->plan_id == !in->survey_id)
        return bad(call, "plan_id", "give either plan_id or survey_id");
    return in->plan_id ? of_plan(call, in->plan_id, out) : of_survey(call, in->survey_id, out);
}
