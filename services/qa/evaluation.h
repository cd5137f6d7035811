/* SPDX-License-Identifier: Apache-2.0
 * The evaluation's lifecycle, and who may do what with one. Pure.
 */
#ifndef QA_EVALUATION_H
#define QA_EVALUATION_H

#include "base/lifecycle.h"
#include "dealspine/qa.pb-c.h"

extern const struct lifecycle evaluation_lifecycle;

/* Moves `evaluation->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status evaluation_move(Evaluation *evaluation, const char *verb, struct error *error) MUST_CHECK;

/* May `evaluator` have it? PERMISSION_DENIED, reason SEPARATION_OF_DUTIES, for the agent of the call. */
enum status evaluation_may_have(const Evaluation *evaluation, const char *evaluator, struct error *error) MUST_CHECK;

/* May `actor` take it up? PERMISSION_DENIED: SEPARATION_OF_DUTIES for the agent of the call, ASSIGNED_TO_ANOTHER when
 * it is somebody else's. */
enum status evaluation_may_start(const Evaluation *evaluation, const char *actor, struct error *error) MUST_CHECK;

/* Is `actor` its evaluator? PERMISSION_DENIED, reason NOT_THE_EVALUATOR. */
enum status evaluation_may_answer(const Evaluation *evaluation, const char *actor, struct error *error) MUST_CHECK;

/* Is `actor` the agent of the call? PERMISSION_DENIED, reason NOT_THE_AGENT. */
enum status evaluation_may_reply(const Evaluation *evaluation, const char *actor, struct error *error) MUST_CHECK;

/* May `actor` decide the appeal? PERMISSION_DENIED, reason SEPARATION_OF_DUTIES, for evaluator and agent. */
enum status evaluation_may_review(const Evaluation *evaluation, const char *actor, struct error *error) MUST_CHECK;

#endif
