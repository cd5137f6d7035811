/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluation.h"

#include "base/text.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"ASSIGNED", "assign", "ASSIGNED", "somebody else is to evaluate it, or whoever takes it up first"},
    {"ASSIGNED", "start", "IN_PROGRESS", "an evaluator takes it up"},
    {"IN_PROGRESS", "save", "IN_PROGRESS", "answers so far are kept"},
    {"IN_PROGRESS", "assign", "ASSIGNED", "it goes to somebody else; answers so far stay"},
    {"IN_PROGRESS", "submit", "SUBMITTED", "every criterion is answered: it has a score, and the agent sees it"},
    {"SUBMITTED", "acknowledge", "ACKNOWLEDGED", "the agent agrees"},
    {"SUBMITTED", "lapse", "ACKNOWLEDGED", "the agent has been silent too long"},
    {"SUBMITTED", "appeal", "APPEALED", "the agent does not agree, and says why"},
    {"APPEALED", "uphold", "UPHELD", "a second person leaves the score as it is"},
    {"APPEALED", "revise", "REVISED", "a second person gives other answers, which count"},
};

const struct lifecycle evaluation_lifecycle = {"evaluation", "ASSIGNED", rows, sizeof rows / sizeof *rows};

enum status evaluation_move(Evaluation *evaluation, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&evaluation_lifecycle, &evaluation__state__descriptor, (int)evaluation->state, verb, &to, error));
    evaluation->state = (Evaluation__State)to;
    return STATUS_OK;
}

enum status evaluation_may_have(const Evaluation *evaluation, const char *evaluator, struct error *error)
{
    if (!text_equal(evaluation->agent_id, evaluator))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "SEPARATION_OF_DUTIES", "nobody evaluates his own call");
}

enum status evaluation_may_start(const Evaluation *evaluation, const char *actor, struct error *error)
{
    TRY(evaluation_may_have(evaluation, actor, error));
    if (evaluation->evaluator_id && !text_equal(evaluation->evaluator_id, actor))
        return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "ASSIGNED_TO_ANOTHER",
                           "this evaluation is assigned to somebody else");
    return STATUS_OK;
}

enum status evaluation_may_answer(const Evaluation *evaluation, const char *actor, struct error *error)
{
    if (text_equal(evaluation->evaluator_id, actor))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "NOT_THE_EVALUATOR",
                       "only who has taken up an evaluation answers it");
}

enum status evaluation_may_reply(const Evaluation *evaluation, const char *actor, struct error *error)
{
    if (text_equal(evaluation->agent_id, actor))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "NOT_THE_AGENT",
                       "only the agent of the call acknowledges or appeals");
}

enum status evaluation_may_review(const Evaluation *evaluation, const char *actor, struct error *error)
{
    if (!text_equal(evaluation->evaluator_id, actor) && !text_equal(evaluation->agent_id, actor))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "SEPARATION_OF_DUTIES",
                       "an appeal is decided by neither the evaluator nor the agent");
}
