/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

#include "improving.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"
#include "vault.h"

/* ---- scheduling -------------------------------------------------------------------------------------------------- */

static void emit_scheduled(struct call *call, const Survey *survey)
{
    SurveyScheduled event = SURVEY_SCHEDULED__INIT;
    event.survey_id = survey->id;
    event.has_trigger = true;
    event.trigger = survey->trigger;
    event.plan_id = survey->plan_id;
    event.contract_id = survey->contract_id;
    event.customer_id = survey->customer_id;
    event.owner_id = survey->owner_id;
    event.due_at = survey->due_at;
    emit(call, &event, "survey", survey->id, survey->owner_path);
}

enum status survey_schedule(struct call *call, const struct survey_subject *subject, int64_t due_us,
                            Survey **ret_survey)
{
    struct rows rows;
    SendSurveyJob job = SEND_SURVEY_JOB__INIT;
    Survey *survey = arena_alloc(call->arena, sizeof *survey);
    survey__init(survey);
    survey->id = new_id(call);
    survey->has_version = survey->has_state = survey->has_trigger = true;
    survey->version = 1;
    survey->state = SURVEY__STATE__SCHEDULED;
    survey->trigger = subject->trigger;
    survey->plan_id = subject->plan_id;
    survey->contract_id = subject->contract_id;
    survey->customer_id = subject->customer_id;
    survey->owner_id = subject->owner_id;
    survey->owner_path = subject->owner_path;
    survey->improvement_id = subject->improvement_id;
    survey->due_at = time_message(call, due_us);
    survey->created_at = time_message(call, call->now_us);
    bind_message(call, survey);
    TRY(sql(call, &SQL_insert_survey, &rows));
    emit_scheduled(call, survey);
    job.survey_id = survey->id;
    if (ret_survey)
        *ret_survey = survey;
    return schedule(call, "send_survey", survey->id, due_us, &job);
}

enum status survey_schedule_next(struct call *call, const Survey *survey)
{
    int64_t due_us;
    struct survey_subject subject = {.trigger = SURVEY__TRIGGER__PERIODIC,
                                     .plan_id = survey->plan_id,
                                     .contract_id = survey->contract_id,
                                     .customer_id = survey->customer_id,
                                     .owner_id = survey->owner_id,
                                     .owner_path = survey->owner_path};
    if (survey->trigger == SURVEY__TRIGGER__REMEASURE || aftersales_settings.survey_months == 0)
        return STATUS_OK;
    TRY(months_from_now(call, (unsigned)aftersales_settings.survey_months, &due_us));
    return survey_schedule(call, &subject, due_us, NULL);
}

/* ---- one survey -------------------------------------------------------------------------------------------------- */

enum status survey_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                        Survey *ret_survey)
{
    struct rows rows;
    survey__init(ret_survey);
    bind_text(call, "id", id);
    TRY(sql_one(call, &SQL_lock_survey, "survey", &rows));
    row_into(call, &rows, 0, ret_survey);
    note(call, "survey", ret_survey->id);
    TRY(version_expect("survey", ret_survey->version, expected, &call->error));
    return verb ? survey_move(ret_survey, verb, &call->error) : STATUS_OK;
}

enum status survey_save(struct call *call, Survey *survey)
{
    return row_save(call, &SQL_save_survey, survey, "survey of this version", &survey->version);
}

enum status survey_drop_jobs(struct call *call, const Survey *survey)
{
    TRY(unschedule(call, "send_survey", survey->id));
    return unschedule(call, "expire_survey", survey->id);
}

static void emit_answered(struct call *call, const Survey *survey)
{
    SurveyAnswered event = SURVEY_ANSWERED__INIT;
    event.survey_id = survey->id;
    event.has_trigger = event.has_channel = event.has_has_comment = true;
    event.trigger = survey->trigger;
    event.plan_id = survey->plan_id;
    event.contract_id = survey->contract_id;
    event.customer_id = survey->customer_id;
    event.owner_id = survey->owner_id;
    event.channel = survey->answered_by_channel;
    event.has_function = event.has_performance = event.has_service_quality = event.has_support = true;
    event.function = survey->function;
    event.performance = survey->performance;
    event.service_quality = survey->service_quality;
    event.support = survey->support;
    event.has_comment = survey->comment != NULL;
    emit(call, &event, "survey", survey->id, survey->owner_path);
}

enum status survey_take(struct call *call, Survey *survey, const struct survey_answers *answers)
{
    survey->has_answered_by_channel = true;
    survey->answered_by_channel = answers->channel;
    survey->has_function = survey->has_performance = survey->has_service_quality = survey->has_support = true;
    survey->function = answers->function;
    survey->performance = answers->performance;
    survey->service_quality = answers->service_quality;
    survey->support = answers->support;
    survey->comment = vault_seal(call, survey->id, "comment", answers->comment);
    survey->answered_at = time_message(call, call->now_us);
    TRY(survey_save(call, survey));
    TRY(survey_drop_jobs(call, survey));
    emit_answered(call, survey);
    TRY(improvements_open(call, survey));
    return survey->improvement_id ? improvement_check(call, survey) : survey_schedule_next(call, survey);
}

enum status survey_end(struct call *call, Survey *survey, const char *reason)
{
    SurveyExpired event = SURVEY_EXPIRED__INIT;
    survey->end_reason = reason;
    TRY(survey_save(call, survey));
    TRY(survey_drop_jobs(call, survey));
    event.survey_id = survey->id;
    event.customer_id = survey->customer_id;
    event.owner_id = survey->owner_id;
    event.reason = reason;
    event.plan_id = survey->plan_id;
    emit(call, &event, "survey", survey->id, survey->owner_path);
    return STATUS_OK;
}

enum status survey_answer(struct call *call, const Survey *survey, Survey **ret_survey)
{
    Survey *copy = *ret_survey = arena_memdup(call->arena, survey, sizeof *survey);
    return vault_unseal(call, survey->id, "comment", &copy->comment);
}
