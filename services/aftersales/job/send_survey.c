/* SPDX-License-Identifier: Apache-2.0
 * The time of a survey has come: its link opens, and whoever listens to survey.sent brings it to the customer.
 */
#include "asking.h"
#include "rooms.h"
#include "settings.h"

static void emit_sent(struct call *call, const Survey *survey)
{
    SurveySent event = SURVEY_SENT__INIT;
    event.survey_id = survey->id;
    event.has_trigger = true;
    event.trigger = survey->trigger;
    event.plan_id = survey->plan_id;
    event.contract_id = survey->contract_id;
    event.customer_id = survey->customer_id;
    event.owner_id = survey->owner_id;
    event.expires_at = survey->expires_at;
    emit(call, &event, "survey", survey->id, survey->owner_path);
}

JOB(send_survey, SendSurveyJob)
{
    Survey survey;
    ExpireSurveyJob end = EXPIRE_SURVEY_JOB__INIT;
    TRY(survey_hold(call, in->survey_id, NULL, NULL, &survey));
    if (survey.state != SURVEY__STATE__SCHEDULED)
        return STATUS_OK;
    TRY(survey_move(&survey, "send", &call->error));
    survey.sent_at = time_message(call, call->now_us);
    survey.expires_at = time_message(call, call->now_us + days_us(aftersales_settings.survey_days));
    TRY(survey_save(call, &survey));
    emit_sent(call, &survey);
    end.survey_id = survey.id;
    return schedule(call, "expire_survey", survey.id, time_us(survey.expires_at), &end);
}
