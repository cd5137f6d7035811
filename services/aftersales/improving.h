/* SPDX-License-Identifier: Apache-2.0
 * Improvements that commands hold: opened by low scores, checked by a further survey (AFT-13).
 */
#ifndef AFTERSALES_IMPROVING_H
#define AFTERSALES_IMPROVING_H

#include "held.h"
#include "survey.h"

/* One for each low dimension of an answered survey, due in IMPROVE_DAYS: survey.low_score. */
enum status improvements_open(struct call *call, const Survey *survey) MUST_CHECK;

/* The survey measured `survey->improvement_id`: CUSTOMER_INFORMED → EFFECT_CHECKED, improvement.effect_checked. */
enum status improvement_check(struct call *call, const Survey *survey) MUST_CHECK;

/* As survey_hold(). */
enum status improvement_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                             Improvement *ret_improvement) MUST_CHECK;
enum status improvement_save(struct call *call, Improvement *improvement) MUST_CHECK;

/* Those that a survey opened, opened for a reply: element by element, `n` of them. The call's. */
enum status improvements_of(struct call *call, const char *survey_id, Improvement ***ret_list,
                            size_t *ret_n) MUST_CHECK;
enum status improvement_answer(struct call *call, const Improvement *improvement,
                               Improvement **ret_improvement) MUST_CHECK;

#endif
