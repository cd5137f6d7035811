/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "blocking.h"
#include "health.h"
#include "rooms.h"

enum { SEVERE = 3 };

/* An obstacle must have an action, somebody who sees to it, and a day. */
static enum status check_action(struct call *call, const RecordBudgetRequest *in)
{
    if (is_blank(in->action))
        return bad(call, "action", "must say what is done about the obstacle");
    if (is_blank(in->action_owner_id))
        return bad(call, "action_owner_id", "must say who sees to the obstacle");
    if (is_blank(in->action_due_on))
        return bad(call, "action_due_on", "must say until when");
    return STATUS_OK;
}

static enum status raise_obstacle(struct call *call, const RecordBudgetRequest *in, const Opportunity *opportunity,
                                  const char *kind, RecordBudgetReply *out)
{
    Blocker wanted = BLOCKER__INIT;
    bool gap = strcmp(kind, "BUDGET_GAP") == 0;
    TRY(check_action(call, in));
    wanted.kind = gap ? BLOCKER__KIND__BUDGET_GAP : BLOCKER__KIND__DECISION_COMPLEXITY;
    wanted.severity = SEVERE;
    wanted.text = gap ? "the budget is below the amount" : "the way to a decision is long";
    wanted.action = in->action;
    wanted.owner_id = in->action_owner_id;
    wanted.due_on = in->action_due_on;
    return blocker_raise(call, opportunity, &wanted, "action_due_on", &out->blocker);
}

RPC(Opportunities, record_budget, RecordBudgetRequest, RecordBudgetReply)
{
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    opportunity.has_budget_minor = opportunity.has_decision_complexity = true;
    opportunity.budget_minor = in->budget_minor;
    opportunity.decision_complexity = in->decision_complexity;
    const char *kind = obstacle_of(opportunity.amount_minor, in->budget_minor, in->decision_complexity);
    if (kind)
        TRY(raise_obstacle(call, in, &opportunity, kind, out));
    opportunity_touch(call, kind ? "blockers" : NULL);
    TRY(opportunity_save(call, &opportunity));
    out->has_gap_minor = true;
    out->gap_minor = in->budget_minor < opportunity.amount_minor ? opportunity.amount_minor - in->budget_minor : 0;
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
