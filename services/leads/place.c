/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

#include "cadence.h"
#include "work.h"

int64_t place_days(uint32_t days)
{
    return (int64_t)days * 86400 * 1000000;
}

enum status place_own(struct call *call, const LeadRules *rules, const struct facts *facts, const char *user_id,
                      const char *path, Lead *lead)
{
    lead->owner_id = arena_strdup(call->arena, user_id);
    lead->owner_path = arena_strdup(call->arena, path);
    lead->has_owners = true, lead->owners++;
    lead->assigned_at = lead_time(call->arena, call->now_us);
    lead->recycle_at = lead_time(call->arena, call->now_us + place_days(rules->policy->recycle_days));
    lead->has_recycle_warned = true, lead->recycle_warned = false;
    lead->has_sla_breached = true, lead->sla_breached = false;
    lead->has_rule_version = true, lead->rule_version = rules->version;
    lead->pulled_at = NULL;
    uint32_t minutes = lead->first_contacted_at ? 0 : cadence_deadline_minutes(rules, facts);
    lead->sla_due_at = NULL;
    if (!minutes)
        return STATUS_OK;
    int64_t due_us;
    TRY(work_deadline(call, rules->policy, minutes, &due_us));
    lead->sla_due_at = lead_time(call->arena, due_us);
    return STATUS_OK;
}

static enum status place_in_pool(struct call *call, const char *rule, const char *team, const char *reason, Lead *lead,
                                 struct placement *ret)
{
    TRY(lead_step(lead, "pool", &call->error));
    lead->owner_path = ret->team_path = arena_strdup(call->arena, team ? team : "/");
    lead->assignment_rule = ret->rule = arena_strdup(call->arena, rule);
    lead->assignment_reason = reason;
    return STATUS_OK;
}

static enum status place_with(struct call *call, const LeadRules *rules, const struct facts *facts,
                              const struct pick *pick, Lead *lead, struct placement *ret)
{
    TRY(lead_step(lead, "assign", &call->error));
    lead->assignment_rule = ret->rule;
    lead->assignment_reason = pick->reason;
    ret->team_path = arena_strdup(call->arena, pick->agent->team_path);
    ret->owned = true;
    ret->turn = pick->agent->last_turn;
    ret->pass = pick->agent->pass;
    return place_own(call, rules, facts, pick->agent->user_id, pick->agent->path, lead);
}

enum status place_by_rules(struct call *call, const LeadRules *rules, const struct facts *facts, const char *xid,
                           const char *sticky_owner, Lead *lead, struct placement *ret)
{
    *ret = (struct placement){0};
    const AssignmentRule *rule = assignment_rule(rules, facts);
    if (!rule)
        return place_in_pool(call, "none", NULL, "no assignment rule fits", lead, ret);
    if (rule->strategy == ASSIGNMENT_RULE__STRATEGY__POOL)
        return place_in_pool(call, rule->code, rule->team_path,
                             arena_printf(call->arena, "rule %s: to the pool", rule->code), lead, ret);
    struct roster *roster;
    TRY(desk_roster(call, xid, rules->policy->default_capacity, &roster));
    struct pick pick = assignment_pick(rule, facts, roster->agents, roster->n, sticky_owner);
    for (size_t i = 0; i < pick.n_candidates; i++) {
        ret->loads[ret->n_loads++] = pick.loads[i];
        ret->candidates[ret->n_candidates++] = arena_strdup(call->arena, pick.candidates[i]);
    }
    if (!pick.agent)
        return place_in_pool(call, rule->code, rule->team_path, pick.reason, lead, ret);
    assignment_take(roster->agents, roster->n, pick.agent);
    ret->rule = arena_strdup(call->arena, rule->code);
    return place_with(call, rules, facts, &pick, lead, ret);
}

void place_emit(struct call *call, const Lead *lead, const struct placement *placement)
{
    if (!placement->owned) {
        LeadPooled event = LEAD_POOLED__INIT;
        event.lead_id = lead->id;
        event.customer_id = lead->customer_id;
        event.team_path = placement->team_path;
        event.has_rule_version = true, event.rule_version = lead->rule_version;
        event.rule = placement->rule;
        event.reason = lead->assignment_reason;
        emit(call, &event, "lead", lead->id, lead->owner_path);
        return;
    }
    LeadAssigned event = LEAD_ASSIGNED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.owner_path = lead->owner_path;
    event.team_path = placement->team_path;
    event.has_rule_version = true, event.rule_version = lead->rule_version;
    event.rule = placement->rule;
    event.candidates = arena_memdup(call->arena, placement->candidates, sizeof placement->candidates);
    event.n_candidates = placement->n_candidates;
    event.candidate_loads = arena_memdup(call->arena, placement->loads, sizeof placement->loads);
    event.n_candidate_loads = placement->n_loads;
    event.reason = lead->assignment_reason;
    event.has_attempt = true, event.attempt = lead->owners;
    event.sla_due_at = lead->sla_due_at;
    event.previous_owner_id = lead->previous_owner_id;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

enum status place_give_back(struct call *call, const char *verb, const char *reason, Lead *lead)
{
    TRY(lead_step(lead, verb, &call->error));
    lead->previous_owner_id = lead->owner_id;
    lead->released_at = lead_time(call->arena, call->now_us);
    lead->owner_path = lead_team_of(call->arena, lead->owner_path);
    lead->owner_id = NULL;
    lead->assignment_rule = verb;
    lead->assignment_reason = reason;
    lead->sla_due_at = lead->recycle_at = lead->next_contact_at = lead->pulled_at = NULL;
    lead->next_contact_channel = NULL;
    lead->has_recycle_warned = true, lead->recycle_warned = false;
    return STATUS_OK;
}
