/* SPDX-License-Identifier: Apache-2.0
 * Which calls of a population are looked at: decided by seed and ids alone, so that a draw can be done again. Also the
 * lifecycles of plans and draws. Pure.
 */
#ifndef QA_SAMPLE_H
#define QA_SAMPLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/lifecycle.h"
#include "dealspine/qa.pb-c.h"

enum { POPULATION_MAX = 10000 };

extern const struct lifecycle sampling_plan_lifecycle;
extern const struct lifecycle sample_draw_lifecycle;

struct member {
    const char *call_id, *agent_id; /* call_id is a lower-case UUID */
    bool picked;
};

struct share { /* of each agent's calls: the greater of the two, at most all */
    uint32_t rate_basis_points; /* rounded up */
    uint32_t min_per_agent;
};

/* How many of an agent's `n` calls. */
size_t share_of(const struct share *share, size_t n);

/* Sorts the members by call id and sets `picked`. The order in which they come plays no part, nor do the calls of other
 * agents. */
void sample_pick(struct member *members, size_t n, const struct share *share, const char *seed, struct arena *arena);

/* SHA-256 over the population and over what is picked, as SampleDraw says, of members sorted by call id; 64 hex digits,
 * the arena's. */
const char *population_hash(const struct member *members, size_t n, struct arena *arena);
const char *picked_hash(const struct member *members, size_t n, struct arena *arena);

/* Whose turn is it: the first of `evaluators` from `*turn` on who is not the agent, and `*turn` moves behind him; NULL
 * if there is none. */
const char *evaluator_next(const char *const *evaluators, size_t n, const char *agent_id, size_t *turn);

#endif
