/* SPDX-License-Identifier: Apache-2.0
 * How an evaluation gets its score and comes to its end.
 */
#ifndef QA_VERDICT_H
#define QA_VERDICT_H

#include "finding.h"
#include "held.h"

/* Score and fatal codes of `answers` on the evaluation's scorecard. INVALID_ARGUMENT; FAILED_PRECONDITION, reason
 * UNANSWERED. */
enum status verdict_score(struct call *call, Evaluation *evaluation, const struct answers *answers) MUST_CHECK;

/* The script that was shown during the call, where it is known by now. */
enum status verdict_note_script(struct call *call, Evaluation *evaluation) MUST_CHECK;

/* SUBMITTED -> ACKNOWLEDGED by `verb` ("acknowledge", "lapse"), saved and told. */
enum status verdict_accept(struct call *call, Evaluation *evaluation, const char *verb) MUST_CHECK;

/* Keeps the sealed words of the appeal, or of the review. */
enum status verdict_put_appeal(struct call *call, const char *evaluation_id, const char *reason) MUST_CHECK;
enum status verdict_put_review(struct call *call, const char *evaluation_id, const char *remark) MUST_CHECK;

#endif
