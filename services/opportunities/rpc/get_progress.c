/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "health.h"
#include "held.h"
#include "rooms.h"
#include "zone.h"

static enum status read_parts(struct call *call, GetProgressReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_decision_steps, &rows));
    rows_into(call, &rows, out, "steps");
    TRY(sql(call, &SQL_list_blockers, &rows));
    rows_into(call, &rows, out, "blockers");
    TRY(sql(call, &SQL_list_activities, &rows));
    rows_into(call, &rows, out, "activities");
    TRY(sql(call, &SQL_list_purchase_visits, &rows));
    rows_into(call, &rows, out, "purchase_stages");
    return STATUS_OK;
}

/* Whether there is a plan; its milestones go into the reply. */
static enum status read_milestones(struct call *call, GetProgressReply *out, bool *ret_planned)
{
    struct rows rows;
    TRY(sql(call, &SQL_get_plan, &rows));
    *ret_planned = rows.n > 0;
    if (rows.n == 0)
        return STATUS_OK;
    bind_text(call, "plan_id", row_text(&rows, 0, "id"));
    TRY(sql(call, &SQL_list_progress, &rows));
    rows_into(call, &rows, out, "milestones");
    return STATUS_OK;
}

/* When the next contact and review are due; each counted from the last, the first from the making. */
static enum status read_dues(struct call *call, const Opportunity *opportunity, GetProgressReply *out)
{
    struct clocks clocks;
    int64_t made_us = time_us(opportunity->created_at);
    int64_t contact_us = opportunity->last_activity_at ? time_us(opportunity->last_activity_at) : made_us;
    int64_t review_us = opportunity->reviewed_at ? time_us(opportunity->reviewed_at) : made_us;
    if (!opportunity->has_grade)
        return STATUS_OK;
    TRY(clocks_read(call, opportunity, &clocks));
    TRY(clock_day(call, contact_us, clocks.cadence_days, &out->follow_up_due_on));
    return clock_day(call, review_us, clocks.review_days, &out->review_due_on);
}

static OpportunityHealth *judge(struct call *call, const Opportunity *opportunity, const GetProgressReply *out,
                                bool planned, const char *today)
{
    struct health_facts facts = {
        .today = today, .expected_close = opportunity->expected_close, .follow_up_due_on = out->follow_up_due_on,
        .review_due_on = out->review_due_on, .blockers = out->blockers, .n_blockers = out->n_blockers,
        .stalled = opportunity->stalled_at != NULL, .scored = opportunity->has_grade, .planned = planned,
    };
    for (size_t i = 0; i < out->n_milestones; i++)
        facts.missed_milestones += !out->milestones[i]->reached_on && out->milestones[i]->days_late > 0;
    for (size_t i = 0; i < out->n_steps; i++)
        facts.step_blocked |= out->steps[i]->state == DECISION_STEP__STATE__BLOCKED;
    return health_judge(call->arena, &facts);
}

RPC(Opportunities, get_progress, GetProgressRequest, GetProgressReply)
{
    struct rows rows;
    Opportunity opportunity = OPPORTUNITY__INIT;
    bool planned;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    TRY(sql_one(call, &SQL_get_opportunity, "opportunity", &rows));
    row_into(call, &rows, 0, &opportunity);
    TRY(read_parts(call, out));
    TRY(read_milestones(call, out, &planned));
    TRY(read_dues(call, &opportunity, out));
    out->health = judge(call, &opportunity, out, planned, today);
    out->has_budget_gap_minor = opportunity.has_budget_minor;
    if (opportunity.has_budget_minor && opportunity.budget_minor < opportunity.amount_minor)
        out->budget_gap_minor = opportunity.amount_minor - opportunity.budget_minor;
    return STATUS_OK;
}
