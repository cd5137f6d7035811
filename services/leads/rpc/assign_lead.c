/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "place.h"
#include "rules.h"
#include "zone.h"

static enum status find_agent(struct call *call, const AssignLeadRequest *in, struct rows *ret)
{
    bind_text(call, "agent_id", in->owner_id);
    bind_int(call, "default_capacity", 0);
    zone_bind(call);
    TRY(sql(call, &SQL_lock_agent, ret));
    const char *scope = call->scope;
    if (!ret->n || strncmp(row_text(ret, 0, "path"), scope, strlen(scope)) != 0)
        return fail(call, STATUS_NOT_FOUND, "no such agent");
    if (!text_equal(row_text(ret, 0, "state"), "ACTIVE"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "AGENT_SUSPENDED", "this agent takes no leads at present");
    return STATUS_OK;
}

RPC(Leads, assign_lead, AssignLeadRequest, AssignLeadReply)
{
    struct held held;
    struct facts facts;
    struct rows agent;
    const LeadRules *rules;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(lead_step(held.lead, held.lead->owner_id ? "reassign" : "assign", &call->error));
    if (text_equal(held.lead->owner_id, in->owner_id))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "SAME_OWNER", "this agent has the lead already");
    TRY(find_agent(call, in, &agent));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, held.lead, &facts));
    if (held.lead->owner_id)
        held.lead->previous_owner_id = held.lead->owner_id;
    TRY(place_own(call, rules, &facts, in->owner_id, row_text(&agent, 0, "path"), held.lead));
    held.lead->assignment_rule = "manual";
    held.lead->assignment_reason = "given by a manager";
    TRY(store_put(call, &held));
    struct placement placement = {.rule = "manual", .team_path = row_text(&agent, 0, "team_path"), .owned = true};
    placement.candidates[placement.n_candidates++] = held.lead->owner_id;
    place_emit(call, held.lead, &placement);
    out->lead = held.lead;
    return STATUS_OK;
}
