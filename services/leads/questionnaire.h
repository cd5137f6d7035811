/* SPDX-License-Identifier: Apache-2.0
 * Questionnaires: what may be asked, and what answers add to a lead (LEA-08). Pure.
 */
#ifndef LEADS_QUESTIONNAIRE_H
#define LEADS_QUESTIONNAIRE_H

#include "base/arena.h"
#include "base/status.h"
#include "dealspine/leads.pb-c.h"

enum { ANSWERS_MAX = 40, ANSWER_POINTS_MAX = 100 };

/* INVALID_ARGUMENT: a code that occurs twice. */
enum status questionnaire_check(const PutQuestionnaireRequest *in, struct error *error) MUST_CHECK;

struct answers {
    int points; /* within -ANSWER_POINTS_MAX … ANSWER_POINTS_MAX */
    const char *choices[ANSWERS_MAX]; /* "budget=this-year"; the arena's */
    const char *interests[ANSWERS_MAX];
    size_t n_choices, n_interests;
};

/* Adds up. INVALID_ARGUMENT: a question or choice it has not, a question answered twice. */
enum status questionnaire_weigh(struct arena *arena, const Questionnaire *questionnaire,
                                const AnswerQuestionnaireRequest *in, struct answers *ret,
                                struct error *error) MUST_CHECK;

#endif
