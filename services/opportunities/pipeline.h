/* SPDX-License-Identifier: Apache-2.0
 * How an opportunity moves along the seller's stages: by named transitions, with exit criteria. Pure.
 */
#ifndef OPPORTUNITIES_PIPELINE_H
#define OPPORTUNITIES_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "dealspine/opportunities.pb-c.h"

struct stage_move {
    StageVisit__Transition transition;
    const PipelineStage *to;
    const char **met;     /* exit criteria of the stage left that have evidence */
    const char **missing; /* those of the stages left and passed over that have none */
    size_t n_met, n_missing;
};

/* NULL if there is none of this code. */
const PipelineStage *pipeline_find(PipelineStage *const *stages, size_t n, const char *code);

/* Is `criterion` an exit criterion of any stage? */
bool pipeline_knows(PipelineStage *const *stages, size_t n, const char *criterion);

/* What moving from `from` to `to` would be; `stages` are in their order, `shown` the criteria with evidence.
 * Lists are the arena's. NOT_FOUND for an unknown or inactive target, INVALID_ARGUMENT for the same stage,
 * FAILED_PRECONDITION with reason EXIT_CRITERIA when it is a SKIP and `override_reason` is blank. */
enum status pipeline_move(struct arena *arena, PipelineStage *const *stages, size_t n, const char *from, const char *to,
                          const char *const *shown, size_t n_shown, const char *override_reason,
                          struct stage_move *ret_move, struct error *error) MUST_CHECK;

#endif
