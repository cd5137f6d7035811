/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "rooms.h"
#include "vault.h"

RPC(Aftersales, answer_linked_survey, AnswerLinkedSurveyRequest, AnswerLinkedSurveyReply)
{
    struct link link;
    Survey survey;
    struct survey_answers answers = {SURVEY__CHANNEL__QUESTIONNAIRE, in->function, in->performance,
                                     in->service_quality, in->support, in->comment};
    TRY(vault_read_token(call, in->token, LINK_SURVEY, &link));
    TRY(survey_hold(call, link.id, NULL, "answer", &survey));
    TRY(survey_take(call, &survey, &answers));
    out->has_state = true;
    out->state = survey.state;
    return STATUS_OK;
}
