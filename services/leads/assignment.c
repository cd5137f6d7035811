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

/* Is `word` one of "|a|b|"? ASCII case does not matter. */
static bool lists(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at && (at = strcasestr(at, word)) != NULL; at++)
        if (at > list && at[-1] == '|' && at[n] == '|')
            return true;
    return false;
}

static bool is_in_team(const AssignmentRule *rule, const struct agent *agent)
{
    const char *team = rule->team_path ? rule->team_path : "/";
    if (strncmp(agent->team_path, team, strlen(team)) != 0)
        return false;
    if (rule->role)
        return lists(agent->roles, rule->role);
    return lists(agent->roles, "telesales_agent") || lists(agent->roles, "field_sales");
}

static bool is_country(const char *word)
{
    return word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'A' && word[1] <= 'Z' && strchr("|", word[2]);
}

/* Are his territories parts of a country? "||" are none. */
static bool knows_parts(const char *territories)
{
    if (!territories || strlen(territories) < 3)
        return false;
    for (const char *at = territories; at && at[1]; at = strchr(at + 1, '|'))
        if (is_country(at + 1))
            return false;
    return true;
}

/* As the lead was captured, or else where its customer is. Of most customers no more is known than the country of their
 * number, which says nothing to agents whose territories are parts of one. */
static bool covers(const struct agent *agent, const struct facts *facts)
{
    const char *said = facts_get(facts, "attribute.region"), *known = facts_get(facts, "attribute.customer_region");
    if (said || !known)
        return !said || lists(agent->territories, said);
    return lists(agent->territories, known) || (is_country(known) && knows_parts(agent->territories));
}

static bool has(AssignmentRule__Match match, const struct facts *facts, const struct agent *agent)
{
    const char *product = facts_get(facts, "product"), *tier = facts_get(facts, "attribute.tier");
    switch (match) {
    case ASSIGNMENT_RULE__MATCH__SKILL:
        return !product || lists(agent->skills, product);
    case ASSIGNMENT_RULE__MATCH__TERRITORY:
        return covers(agent, facts);
    case ASSIGNMENT_RULE__MATCH__TIER:
    default:
        return !tier || lists(agent->tiers, tier);
    }
}

/* Has he what the rule asks for with this lead? */
static bool matches(const AssignmentRule *rule, const struct facts *facts, const struct agent *agent)
{
    for (size_t i = 0; i < rule->n_matches; i++)
        if (!has(rule->matches[i], facts, agent))
            return false;
    return true;
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

static void add_candidates(struct pick *pick, struct agent *const *best, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pick->candidates[i] = best[i]->user_id;
        pick->loads[i] = best[i]->open_leads;
    }
    pick->n_candidates = n;
}

/* Why nobody got it: how many were passed over, and for what. */
static const char *nobody(struct arena *arena, const AssignmentRule *rule, size_t full, size_t off, size_t unfit)
{
    if (full)
        return arena_printf(arena, "rule %s: all agents who are there (%zu) are full", rule->code, full);
    if (off)
        return arena_printf(arena, "rule %s: no agent is on shift (%zu are off)", rule->code, off);
    if (unfit)
        return arena_printf(arena, "rule %s: none of %zu agents has what the lead asks for", rule->code, unfit);
    return arena_printf(arena, "rule %s: no agent is there", rule->code);
}

struct pick assignment_pick(const AssignmentRule *rule, const struct facts *facts, struct agent *agents, size_t n,
                            const char *sticky_owner)
{
    struct pick pick = {0};
    struct arena *arena = facts->arena;
    struct agent *best[CANDIDATES_MAX + 1], *sticky = NULL;
    size_t n_best = 0, fitting = 0, full = 0, off = 0, unfit = 0;
    for (size_t i = 0; i < n; i++) {
        struct agent *agent = &agents[i];
        if (!is_in_team(rule, agent))
            continue;
        bool fit = matches(rule, facts, agent), room = agent->open_leads < agent->capacity;
        unfit += !fit;
        off += fit && agent->off_shift;
        full += fit && !agent->off_shift && !room;
        if (!fit || agent->off_shift || !room)
            continue;
        fitting++;
        insert(best, &n_best, agent, rule->strategy);
        if (rule->sticky && sticky_owner && strcmp(sticky_owner, agent->user_id) == 0)
            sticky = agent;
    }
    add_candidates(&pick, best, n_best);
    pick.agent = sticky ? sticky : n_best ? best[0] : NULL;
    if (sticky)
        pick.reason = arena_printf(arena, "rule %s: already has the customer", rule->code);
    else
        pick.reason = pick.agent ? reason_of(arena, rule, pick.agent, fitting)
                                 : nobody(arena, rule, full, off, unfit);
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
