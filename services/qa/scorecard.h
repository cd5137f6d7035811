/* SPDX-License-Identifier: Apache-2.0
 * The scorecard's lifecycle, what a good one is, and the score it gives. Pure.
 */
#ifndef QA_SCORECARD_H
#define QA_SCORECARD_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/qa.pb-c.h"

enum { CRITERIA_MAX = 40, SCORE_FULL = 10000 };

extern const struct lifecycle scorecard_lifecycle;

/* Moves `scorecard->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status scorecard_move(QaScorecard *scorecard, const char *verb, struct error *error) MUST_CHECK;

/* Fit to be kept? INVALID_ARGUMENT, field criteria: a code twice, an anchor above its criterion's scale. */
enum status criteria_check(QaCriterion *const *criteria, size_t n, struct error *error) MUST_CHECK;

/* Fit to be published? FAILED_PRECONDITION, reason WEIGHTS unless they are 100 in sum, reason DIMENSIONS unless each of
 * K33 (language, audio quality, duration) has a criterion. */
enum status scorecard_check(const QaScorecard *scorecard, struct error *error) MUST_CHECK;

/* The criterion of this code, NULL if there is none. */
const QaCriterion *criterion_find(const QaScorecard *scorecard, const char *code);

/* INVALID_ARGUMENT, field answers: no such criterion, one twice, neither points nor not_applicable or both, more points
 * than the scale, not applicable where that is not allowed. */
enum status answers_check(const QaScorecard *scorecard, QaAnswer *const *answers, size_t n,
                          struct error *error) MUST_CHECK;

struct qa_score {
    uint32_t hundredths;              /* 0 to SCORE_FULL */
    size_t n_fatal;
    const char *fatal[CRITERIA_MAX];  /* codes, in the scorecard's order; the scorecard's */
};

/* The score by the formula of SubmitEvaluation; `answers` have been checked. FAILED_PRECONDITION, reason UNANSWERED,
 * naming the criteria that have no answer, or when no weight applies. */
enum status score_of(const QaScorecard *scorecard, QaAnswer *const *answers, size_t n, struct qa_score *ret_score,
                     struct error *error) MUST_CHECK;

#endif
