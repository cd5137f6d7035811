/* SPDX-License-Identifier: Apache-2.0 */
#include "scorecard.h"

#include <stdio.h>
#include <string.h>

#include "schema/rule.h"

static const struct transition rows[] = {
    {"DRAFT", "revise", "DRAFT", "its criteria are written anew"},
    {"DRAFT", "publish", "PUBLISHED", "weights are 100 in sum: from here on it never changes"},
    {"PUBLISHED", "retire", "RETIRED", "a newer one is published, or it is given up"},
};

const struct lifecycle scorecard_lifecycle = {"scorecard", "DRAFT", rows, sizeof rows / sizeof *rows};

enum {
    WHOLE = 100,
    PARTS = 2520 /* divisible by 1 to 10, so points / scale is a whole number of it */
};

enum status scorecard_move(QaScorecard *scorecard, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&scorecard_lifecycle, &qa_scorecard__state__descriptor, (int)scorecard->state, verb, &to, error));
    scorecard->state = (QaScorecard__State)to;
    return STATUS_OK;
}

enum status criteria_check(QaCriterion *const *criteria, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            if (strcmp(criteria[i]->code, criteria[k]->code) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "criteria", NULL, "the criterion %s occurs twice",
                                   criteria[i]->code);
        for (size_t k = 0; k < criteria[i]->n_anchors; k++)
            if (criteria[i]->anchors[k]->points > criteria[i]->scale)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "criteria", NULL,
                                   "an anchor of %s is above its scale of %u", criteria[i]->code, criteria[i]->scale);
    }
    return STATUS_OK;
}

enum status scorecard_check(const QaScorecard *scorecard, struct error *error)
{
    uint32_t sum = 0, seen = 0;
    for (size_t i = 0; i < scorecard->n_criteria; i++) {
        sum += scorecard->criteria[i]->weight;
        seen |= 1u << scorecard->criteria[i]->dimension;
    }
    if (sum != WHOLE)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "WEIGHTS",
                           "the weights of a scorecard are 100 in sum, these are %u", sum);
    static const QaCriterion__Dimension needed[] = {QA_CRITERION__DIMENSION__LANGUAGE,
                                                    QA_CRITERION__DIMENSION__AUDIO_QUALITY,
                                                    QA_CRITERION__DIMENSION__DURATION};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!(seen & 1u << needed[i]))
            return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "DIMENSIONS", "no criterion is of %s",
                               enum_word(&qa_criterion__dimension__descriptor, (int)needed[i]));
    return STATUS_OK;
}

const QaCriterion *criterion_find(const QaScorecard *scorecard, const char *code)
{
    for (size_t i = 0; i < scorecard->n_criteria; i++)
        if (strcmp(scorecard->criteria[i]->code, code) == 0)
            return scorecard->criteria[i];
    return NULL;
}

static enum status bad_answer(struct error *error, const char *code, const char *what)
{
    return rule_broken(error, STATUS_INVALID_ARGUMENT, "answers", NULL, "the answer to %s %s", code, what);
}

static const QaAnswer *answer_to(const char *code, QaAnswer *const *answers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(answers[i]->criterion, code) == 0)
            return answers[i];
    return NULL;
}

enum status answers_check(const QaScorecard *scorecard, QaAnswer *const *answers, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        const QaAnswer *answer = answers[i];
        const QaCriterion *criterion = criterion_find(scorecard, answer->criterion);
        if (!criterion)
            return bad_answer(error, answer->criterion, "belongs to no criterion of this scorecard");
        if (answer_to(answer->criterion, answers, i))
            return bad_answer(error, answer->criterion, "occurs twice");
        if (answer->has_points == (answer->not_applicable != 0))
            return bad_answer(error, answer->criterion, "has either points or not_applicable");
        if (answer->not_applicable && !criterion->may_not_apply)
            return bad_answer(error, answer->criterion, "must have points: the criterion always applies");
        if (answer->points > criterion->scale)
            return bad_answer(error, answer->criterion, "has more points than the criterion's scale");
    }
    return STATUS_OK;
}

static enum status unanswered(const QaScorecard *scorecard, QaAnswer *const *answers, size_t n, struct error *error)
{
    char list[sizeof error->message - 80] = "";
    size_t used = 0, count = 0;
    for (size_t i = 0; i < scorecard->n_criteria; i++) {
        const char *code = scorecard->criteria[i]->code;
        if (answer_to(code, answers, n))
            continue;
        count++;
        if (used + strlen(code) + 3 < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used ? ", " : "", code);
    }
    if (count == 0)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "UNANSWERED", "%zu criteria have no answer: %s", count,
                       list);
}

enum status score_of(const QaScorecard *scorecard, QaAnswer *const *answers, size_t n, struct qa_score *ret_score,
                     struct error *error)
{
    uint64_t sum = 0, weights = 0;
    *ret_score = (struct qa_score){0};
    TRY(unanswered(scorecard, answers, n, error));
    for (size_t i = 0; i < scorecard->n_criteria && i < CRITERIA_MAX; i++) {
        const QaCriterion *criterion = scorecard->criteria[i];
        const QaAnswer *answer = answer_to(criterion->code, answers, n);
        if (answer->not_applicable)
            continue;
        weights += criterion->weight;
        sum += (uint64_t)criterion->weight * answer->points * (PARTS / criterion->scale);
        if (criterion->fatal && answer->points == 0)
            ret_score->fatal[ret_score->n_fatal++] = criterion->code;
    }
    if (weights == 0)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "UNANSWERED", "no criterion with a weight applies");
    uint64_t whole = PARTS * weights;
    if (ret_score->n_fatal == 0)
        ret_score->hundredths = (uint32_t)((2 * SCORE_FULL * sum + whole) / (2 * whole));
    return STATUS_OK;
}
