/* SPDX-License-Identifier: Apache-2.0
 * The intent score and the grade and intent of its band, with an explanation line by line (LEA-08, LEA-09). Pure.
 */
#ifndef LEADS_SCORE_H
#define LEADS_SCORE_H

#include "condition.h"

enum { SCORE_MAX = 100 };

struct score {
    int points; /* 0 to SCORE_MAX; the reasons' sum, cut */
    Lead__Grade grade;
    Lead__Intent intent;
    LeadScoreReason **reasons; /* the arena's of `facts` */
    size_t n_reasons;
};

/* `followup_points` is what conversations added or took; it becomes a reason of its own, "followup", unless 0; so do
 * `answer_points`, as "questionnaire". */
struct score score_assess(const LeadRules *rules, const struct facts *facts, int followup_points,
                          int answer_points);

/* The band a score falls into: the highest min_score reached; NULL below all. */
const GradeBand *score_band(const LeadRules *rules, int points);

/* Puts score, grade and intent among the facts, for the rules that come after. */
void score_add_facts(struct facts *facts, const struct score *score);

#endif
