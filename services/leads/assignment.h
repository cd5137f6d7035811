/* SPDX-License-Identifier: Apache-2.0
 * Who gets a lead: the first rule that matches, its strategy over the agents with room, and why (LEA-24, LEA-25). Pure.
 */
#ifndef LEADS_ASSIGNMENT_H
#define LEADS_ASSIGNMENT_H

#include <stdint.h>

#include "condition.h"

/* An agent who is active and not absent. */
struct agent {
    const char *user_id, *path, *team_path;
    const char *roles; /* "|telesales_agent|engineer|" */
    const char *skills, *territories, *tiers; /* the same way; NULL: none */
    bool off_shift;
    uint32_t capacity, weight, open_leads;
    int64_t last_turn; /* when he was picked last, counted in picks; 0: never */
    int64_t pass;      /* stride scheduling: the smallest is next */
};

enum { CANDIDATES_MAX = 10 };

struct pick {
    struct agent *agent;                    /* NULL: nobody can take it */
    const char *reason;                     /* a sentence */
    const char *candidates[CANDIDATES_MAX]; /* user ids with room, best first */
    uint32_t loads[CANDIDATES_MAX];         /* their open leads */
    size_t n_candidates;
};

/* NULL: no rule matches. */
const AssignmentRule *assignment_rule(const LeadRules *rules, const struct facts *facts);

/* Picks by `rule`, whose strategy is not POOL. `sticky_owner` (may be NULL) is the agent who has the customer
 * already. */
struct pick assignment_pick(const AssignmentRule *rule, const struct facts *facts, struct agent *agents, size_t n,
                            const char *sticky_owner);

/* Counts the pick: open leads, turn and pass move on. */
void assignment_take(struct agent *agents, size_t n, struct agent *taken);

#endif
