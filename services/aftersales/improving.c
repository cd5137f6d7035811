/* SPDX-License-Identifier: Apache-2.0 */
#include "improving.h"

#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"
#include "vault.h"

static void emit_low(struct call *call, const Improvement *improvement)
{
    SurveyLowScore event = SURVEY_LOW_SCORE__INIT;
    event.survey_id = improvement->survey_id;
    event.improvement_id = improvement->id;
    event.has_dimension = event.has_score = true;
    event.dimension = improvement->dimension;
    event.score = improvement->score;
    event.plan_id = improvement->plan_id;
    event.customer_id = improvement->customer_id;
    event.owner_id = improvement->owner_id;
    event.due_on = improvement->due_on;
    emit(call, &event, "survey", improvement->survey_id, improvement->owner_path);
}

static enum status open_one(struct call *call, const Survey *survey, Improvement__Dimension dimension,
                            const char *due_on)
{
    struct rows rows;
    Improvement improvement = IMPROVEMENT__INIT;
    improvement.id = new_id(call);
    improvement.has_state = improvement.has_dimension = improvement.has_score = true;
    improvement.state = IMPROVEMENT__STATE__OPEN;
    improvement.survey_id = survey->id;
    improvement.plan_id = survey->plan_id;
    improvement.customer_id = survey->customer_id;
    improvement.dimension = dimension;
    improvement.score = survey_score(survey, dimension);
    improvement.owner_id = survey->owner_id;
    improvement.owner_path = survey->owner_path;
    improvement.due_on = due_on;
    improvement.created_at = time_message(call, call->now_us);
    bind_message(call, &improvement);
    TRY(sql(call, &SQL_insert_improvement, &rows));
    emit_low(call, &improvement);
    return STATUS_OK;
}

enum status improvements_open(struct call *call, const Survey *survey)
{
    Improvement__Dimension low[SURVEY_DIMENSIONS];
    const char *today, *due_on;
    int64_t over_us;
    size_t n = survey_low(survey, (uint32_t)aftersales_settings.low_score, low);
    if (n == 0)
        return STATUS_OK;
    TRY(day_read(call, NULL, &today, &over_us));
    TRY(day_after(call, today, aftersales_settings.improve_days, &due_on));
    for (size_t i = 0; i < n; i++)
        TRY(open_one(call, survey, low[i], due_on));
    return STATUS_OK;
}

enum status improvement_check(struct call *call, const Survey *survey)
{
    Improvement improvement;
    ImprovementEffectChecked event = IMPROVEMENT_EFFECT_CHECKED__INIT;
    TRY(improvement_hold(call, survey->improvement_id, NULL, "check", &improvement));
    improvement_measure(&improvement, survey, (uint32_t)aftersales_settings.low_score);
    TRY(improvement_save(call, &improvement));
    event.improvement_id = improvement.id;
    event.survey_id = survey->id;
    event.customer_id = improvement.customer_id;
    event.owner_id = improvement.owner_id;
    event.has_dimension = event.has_score = event.has_score_after = event.has_effective = true;
    event.dimension = improvement.dimension;
    event.score = improvement.score;
    event.score_after = improvement.score_after;
    event.effective = improvement.effective;
    emit(call, &event, "improvement", improvement.id, improvement.owner_path);
    return STATUS_OK;
}

enum status improvement_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                             Improvement *ret_improvement)
{
    struct rows rows;
    improvement__init(ret_improvement);
    bind_text(call, "id", id);
    TRY(sql_one(call, &SQL_lock_improvement, "improvement", &rows));
    row_into(call, &rows, 0, ret_improvement);
    note(call, "improvement", ret_improvement->id);
    TRY(version_expect("improvement", ret_improvement->version, expected, &call->error));
    return improvement_move(ret_improvement, verb, &call->error);
}

enum status improvement_save(struct call *call, Improvement *improvement)
{
    return row_save(call, &SQL_save_improvement, improvement, "improvement of this version", &improvement->version);
}

enum status improvements_of(struct call *call, const char *survey_id, Improvement ***ret_list, size_t *ret_n)
{
    struct rows rows;
    GetSurveyReply all = GET_SURVEY_REPLY__INIT;
    bind_text(call, "id", survey_id);
    TRY(sql(call, &SQL_list_improvements_of_survey, &rows));
    rows_into(call, &rows, &all, "improvements");
    for (size_t i = 0; i < all.n_improvements; i++)
        TRY(improvement_answer(call, all.improvements[i], &all.improvements[i]));
    *ret_list = all.improvements;
    *ret_n = all.n_improvements;
    return STATUS_OK;
}

enum status improvement_answer(struct call *call, const Improvement *improvement, Improvement **ret_improvement)
{
    Improvement *copy = *ret_improvement = arena_memdup(call->arena, improvement, sizeof *improvement);
    return vault_unseal(call, improvement->id, "measure", &copy->measure);
}
