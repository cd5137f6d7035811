/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "improving.h"
#include "rooms.h"

RPC(Aftersales, answer_survey, AnswerSurveyRequest, AnswerSurveyReply)
{
    Survey survey;
    struct survey_answers answers = {in->channel, in->function, in->performance,
                                     in->service_quality, in->support, in->comment};
    if (in->channel == SURVEY__CHANNEL__QUESTIONNAIRE)
        return bad(call, "channel", "must be PHONE or FACE_TO_FACE: the questionnaire is answered by its link");
    TRY(survey_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "answer", &survey));
    TRY(survey_take(call, &survey, &answers));
    TRY(improvements_of(call, survey.id, &out->improvements, &out->n_improvements));
    return survey_answer(call, &survey, &out->survey);
}
