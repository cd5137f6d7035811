/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "rooms.h"

RPC(Aftersales, refuse_survey, RefuseSurveyRequest, RefuseSurveyReply)
{
    Survey survey;
    SurveyRefused event = SURVEY_REFUSED__INIT;
    TRY(survey_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "refuse", &survey));
    survey.end_reason = in->reason;
    TRY(survey_save(call, &survey));
    TRY(survey_drop_jobs(call, &survey));
    event.survey_id = survey.id;
    event.customer_id = survey.customer_id;
    event.owner_id = survey.owner_id;
    event.reason = in->reason;
    event.plan_id = survey.plan_id;
    emit(call, &event, "survey", survey.id, survey.owner_path);
    return survey_answer(call, &survey, &out->survey);
}
