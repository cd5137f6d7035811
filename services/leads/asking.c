/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

#include "wire/pack.h"

static AnswerChoice *choice_of(struct call *call, const struct rows *rows, size_t row)
{
    AnswerChoice *choice = wire_new(call->arena, &answer_choice__descriptor);
    choice->code = row_text(rows, row, "choice");
    choice->text = row_text(rows, row, "choice_text");
    choice->has_points = true, choice->points = (int32_t)row_int(rows, row, "points");
    choice->interest = row_text(rows, row, "interest");
    return choice;
}

/* Rows come question by question; each begins where the code changes. */
static void gather(struct call *call, const struct rows *rows, Questionnaire *questionnaire)
{
    questionnaire->questions = arena_alloc(call->arena, (rows->n + 1) * sizeof *questionnaire->questions);
    for (size_t i = 0; i < rows->n; i++) {
        size_t n = questionnaire->n_questions;
        Question *question = n ? questionnaire->questions[n - 1] : NULL;
        if (!question || !text_equal(question->code, row_text(rows, i, "question"))) {
            question = wire_new(call->arena, &question__descriptor);
            question->code = row_text(rows, i, "question");
            question->text = row_text(rows, i, "question_text");
            question->choices = arena_alloc(call->arena, (rows->n - i) * sizeof *question->choices);
            questionnaire->questions[questionnaire->n_questions++] = question;
        }
        question->choices[question->n_choices++] = choice_of(call, rows, i);
    }
}

enum status asking_read(struct call *call, const char *code, Questionnaire **ret)
{
    struct rows rows;
    bind_text(call, "code", code);
    TRY(sql_one(call, &SQL_get_questionnaire, "questionnaire", &rows));
    *ret = wire_new(call->arena, &questionnaire__descriptor);
    row_into(call, &rows, 0, *ret);
    bind_text(call, "code", code);
    bind_int(call, "number", (*ret)->number);
    TRY(sql(call, &SQL_list_choices, &rows));
    gather(call, &rows, *ret);
    return STATUS_OK;
}
