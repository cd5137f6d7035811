/* SPDX-License-Identifier: Apache-2.0
 * Draws: the population of a plan in a period, what is picked from it, and how that is kept.
 */
#ifndef QA_DRAW_H
#define QA_DRAW_H

#include "sample.h"
#include "service/service.h"

struct drawing {
    SampleDraw draw;         /* without an id until it is kept */
    struct member *members;  /* sorted by call id */
    size_t n;
};

/* Finds the population and picks from it. `seed` NULL: the plan's. FAILED_PRECONDITION, reason NO_SCORECARD or
 * POPULATION; INVALID_ARGUMENT for a period that is none. */
enum status draw_make(struct call *call, const SamplingPlan *plan, const Google__Protobuf__Timestamp *from,
                      const Google__Protobuf__Timestamp *until, const char *seed,
                      struct drawing *ret_drawing) MUST_CHECK;

/* Keeps it, assigns evaluations in turns to `evaluators` (none: to nobody yet), emits sample.drawn. */
enum status draw_keep(struct call *call, const SamplingPlan *plan, struct drawing *drawing,
                      const char *const *evaluators, size_t n_evaluators, uint32_t *ret_assigned) MUST_CHECK;

/* The evaluation that :id names is submitted: draws whose last one it was are complete. */
enum status draw_complete(struct call *call, const char *evaluation_id) MUST_CHECK;

/* When the present period of a plan that draws by itself is drawn from: once its recordings had time to come in. */
int64_t draw_due_us(const SamplingPlan *plan);

/* Sets the job for that; unsets it for other plans. */
enum status draw_plan_next(struct call *call, const SamplingPlan *plan) MUST_CHECK;

#endif
