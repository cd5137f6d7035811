/* SPDX-License-Identifier: Apache-2.0
 * Surveys and improvements: lifecycles, low scores, and whether a measure had an effect. Pure.
 */
#ifndef AFTERSALES_SURVEY_H
#define AFTERSALES_SURVEY_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/aftersales.pb-c.h"

extern const struct lifecycle survey_lifecycle, improvement_lifecycle;

/* Move the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status survey_move(Survey *survey, const char *verb, struct error *error) MUST_CHECK;
enum status improvement_move(Improvement *improvement, const char *verb, struct error *error) MUST_CHECK;

enum { SURVEY_DIMENSIONS = 4 };

/* How the survey rates `dimension`; 0 when it was not answered. */
uint32_t survey_score(const Survey *survey, Improvement__Dimension dimension);

/* The dimensions rated `low` or below, at most SURVEY_DIMENSIONS; how many. */
size_t survey_low(const Survey *survey, uint32_t low, Improvement__Dimension ret_dimensions[SURVEY_DIMENSIONS]);

/* Notes on `improvement` what `survey` says of its dimension: score_after, and effective when it is above `low`. */
void improvement_measure(Improvement *improvement, const Survey *survey, uint32_t low);

#endif
