/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

static enum status add_choice(struct call *call, const Questionnaire *to, const Question *question,
                              const AnswerChoice *choice, int64_t seq)
{
    struct rows rows;
    bind_text(call, "questionnaire", to->code);
    bind_int(call, "number", to->number);
    bind_int(call, "seq", seq);
    bind_text(call, "question", question->code);
    bind_text(call, "question_text", question->text);
    bind_text(call, "choice", choice->code);
    bind_text(call, "choice_text", choice->text);
    bind_int(call, "points", choice->points);
    bind_text(call, "interest", choice->interest);
    return sql(call, &SQL_add_choice, &rows);
}

RPC(Leads, put_questionnaire, PutQuestionnaireRequest, PutQuestionnaireReply)
{
    struct rows rows;
    int64_t seq = 0;
    Questionnaire *made = arena_alloc(call->arena, sizeof *made);
    TRY(questionnaire_check(in, &call->error));
    TRY(sql_one(call, &SQL_add_questionnaire, "questionnaire", &rows));
    questionnaire__init(made);
    row_into(call, &rows, 0, made);
    for (size_t i = 0; i < in->n_questions; i++)
        for (size_t k = 0; k < in->questions[i]->n_choices; k++)
            TRY(add_choice(call, made, in->questions[i], in->questions[i]->choices[k], ++seq));
    made->questions = in->questions;
    made->n_questions = in->n_questions;
    out->questionnaire = made;
    return STATUS_OK;
}
