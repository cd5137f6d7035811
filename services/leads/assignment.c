/* SPDX-License-Identifier: Apache-2.0 */
#include "assignment.h"

#include <string.h>

enum { STRIDE = 27720 }; /* divisible by the weights 1 to 12 */

const AssignmentRule *assignment_rule(const LeadRules *rules, const struct facts *facts)
{
    for (size_t i = 0; i < rules->n_assignments; i++) {
        const AssignmentRule *rule = rules->assignments[i];
        if (condition_holds(facts, rule->field, rule->op, rule->value))
            return rule;
    }
    return NULL;
}

static bool has_role(const struct agent *agent, const char *role)
{
    const char *at = strstr(agent->roles, role);
    while (at && !(at > agent->roles && at[-1] == '|' && at[strlen(role)] == '|'))
        at = strstr(at + 1, role);
    return at != NULL;
}

static bool is_in_team(const AssignmentRule *rule, const struct agent *agent)
{
    const char *team = rule->team_path ? rule->team_path : "/";
    if (strncmp(agent->team_path, team, strlen(team)) != 0)
        return false;
    if (rule->role)
        return has_role(agent, rule->role);
    return has_role(agent, "telesales_agent") || has_role(agent, "field_sales");
}

/* Negative when `a` is to be taken before `b`. Ties go to the one who waits longest, then to the smaller id. */
static int compare(AssignmentRule__Strategy strategy, const struct agent *a, const struct agent *b)
{
    if (strategy == ASSIGNMENT_RULE__STRATEGY__LEAST_LOADED) {
        int64_t left = (int64_t)a->open_leads * b->capacity, right = (int64_t)b->open_leads * a->capacity;
        if (left != right)
            return left < right ? -1 : 1;
    }
    if (strategy == ASSIGNMENT_RULE__STRATEGY__WEIGHTED && a->pass != b->pass)
        return a->pass < b->pass ? -1 : 1;
    if (a->last_turn != b->last_turn)
        return a->last_turn < b->last_turn ? -1 : 1;
    return strcmp(a->user_id, b->user_id);
}

static const char *reason_of(struct arena *arena, const AssignmentRule *rule, const struct agent *agent, size_t fitting)
{
    switch (rule->strategy) {
    case ASSIGNMENT_RULE__STRATEGY__LEAST_LOADED:
        return arena_printf(arena, "rule %s: least loaded of %zu agents, %u of %u open leads", rule->code, fitting,
                            agent->open_leads, agent->capacity);
    case ASSIGNMENT_RULE__STRATEGY__WEIGHTED:
        return arena_printf(arena, "rule %s: next by weight %u of %zu agents", rule->code, agent->weight, fitting);
    default:
        return arena_printf(arena, "rule %s: next in turn of %zu agents", rule->code, fitting);
    }
}

/* Keeps `list` sorted, best first, and at most CANDIDATES_MAX long. */
static void insert(struct agent **list, size_t *n, struct agent *agent, AssignmentRule__Strategy strategy)
{
    size_t at = *n < CANDIDATES_MAX ? (*n)++ : CANDIDATES_MAX;
    while (at > 0 && compare(strategy, agent, list[at - 1]) < 0) {
        if (at < CANDIDATES_MAX)
            list[at] = list[at - 1];
        at--;
    }
    if (at < CANDIDATES_MAX)
        list[at] = agent;
}

struct pick assignment_pick(struct arena *arena, const AssignmentRule *rule, struct agent *agents, size_t n,
                            const char *sticky_owner)
{
    struct pick pick = {0};
    struct agent *best[CANDIDATES_MAX + 1], *sticky = NULL;
    size_t n_best = 0, fitting = 0, full = 0;
    for (size_t i = 0; i < n; i++) {
        struct agent *agent = &agents[i];
        if (!is_in_team(rule, agent))
            continue;
        if (agent->open_leads >= agent->capacity) {
            full++;
            continue;
        }
        fitting++;
        insert(best, &n_best, agent, rule->strategy);
        if (rule->sticky && sticky_owner && strcmp(sticky_owner, agent->user_id) == 0)
            sticky = agent;
    }
    for (size_t i = 0; i < n_best; i++)
        pick.candidates[pick.n_candidates++] = best[i]->user_id;
    pick.agent = sticky ? sticky : n_best ? best[0] : NULL;
    if (sticky)
        pick.reason = arena_printf(arena, "rule %s: already has the customer", rule->code);
    else if (pick.agent)
        pick.reason = reason_of(arena, rule, pick.agent, fitting);
    else if (full)
        pick.reason = arena_printf(arena, "rule %s: all agents who are there (%zu) are full", rule->code, full);
    else
        pick.reason = arena_printf(arena, "rule %s: no agent is there", rule->code);
    return pick;
}

void assignment_take(struct agent *agents, size_t n, struct agent *taken)
{
    int64_t turn = 0, floor = 0;
    for (size_t i = 0; i < n; i++) {
        if (agents[i].last_turn <= turn)
            continue;
        turn = agents[i].last_turn;
        floor = agents[i].pass - STRIDE / agents[i].weight;
    }
    /* One who comes late starts where the others are, or he would get all until he had caught up. */
    if (taken->pass < floor)
        taken->pass = floor;
    taken->pass += STRIDE / (taken->weight ? taken->weight : 1);
    taken->last_turn = turn + 1;
    taken->open_leads++;
}
