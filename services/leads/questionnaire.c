/* SPDX-License-Identifier: Apache-2.0 */
#include "questionnaire.h"

#include <string.h>

#include "schema/rule.h"

static enum status check_choices(const Question *question, struct error *error)
{
    for (size_t i = 0; i < question->n_choices; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(question->choices[i]->code, question->choices[k]->code) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "questions.choices", NULL,
                                   "%s of %s is there twice", question->choices[i]->code, question->code);
    return STATUS_OK;
}

enum status questionnaire_check(const PutQuestionnaireRequest *in, struct error *error)
{
    for (size_t i = 0; i < in->n_questions; i++) {
        TRY(check_choices(in->questions[i], error));
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->questions[i]->code, in->questions[k]->code) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "questions.code", NULL, "%s is there twice",
                                   in->questions[i]->code);
    }
    return STATUS_OK;
}

static const AnswerChoice *find(const Questionnaire *questionnaire, const GivenAnswer *answer)
{
    for (size_t i = 0; i < questionnaire->n_questions; i++) {
        const Question *question = questionnaire->questions[i];
        if (strcmp(question->code, answer->question) != 0)
            continue;
        for (size_t k = 0; k < question->n_choices; k++)
            if (strcmp(question->choices[k]->code, answer->choice) == 0)
                return question->choices[k];
    }
    return NULL;
}

enum status questionnaire_weigh(struct arena *arena, const Questionnaire *questionnaire,
                                const AnswerQuestionnaireRequest *in, struct answers *ret, struct error *error)
{
    *ret = (struct answers){0};
    for (size_t i = 0; i < in->n_answers && i < ANSWERS_MAX; i++) {
        const GivenAnswer *answer = in->answers[i];
        const AnswerChoice *choice = find(questionnaire, answer);
        if (!choice)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "answers", NULL, "%s=%s is not among what is asked",
                               answer->question, answer->choice);
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->answers[k]->question, answer->question) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "answers", NULL, "%s is answered twice",
                                   answer->question);
        ret->points += choice->points;
        ret->choices[ret->n_choices++] = arena_printf(arena, "%s=%s", answer->question, answer->choice);
        if (choice->interest && choice->interest[0])
            ret->interests[ret->n_interests++] = choice->interest;
    }
    if (ret->points > ANSWER_POINTS_MAX)
        ret->points = ANSWER_POINTS_MAX;
    if (ret->points < -ANSWER_POINTS_MAX)
        ret->points = -ANSWER_POINTS_MAX;
    return STATUS_OK;
}
