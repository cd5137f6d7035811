/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "improving.h"
#include "rooms.h"
#include "settings.h"

/* The survey that measures the effect goes to the owner of the deal, whoever acts on the improvement. */
static enum status measure_later(struct call *call, const Improvement *improvement, Survey **ret_survey)
{
    struct rows rows;
    Survey first = SURVEY__INIT;
    bind_text(call, "id", improvement->survey_id);
    TRY(sql_one(call, &SQL_get_survey, "survey", &rows));
    row_into(call, &rows, 0, &first);
    struct survey_subject subject = {.trigger = SURVEY__TRIGGER__REMEASURE,
                                     .plan_id = first.plan_id,
                                     .contract_id = first.contract_id,
                                     .customer_id = first.customer_id,
                                     .owner_id = first.owner_id,
                                     .owner_path = first.owner_path,
                                     .improvement_id = improvement->id};
    return survey_schedule(call, &subject, call->now_us + days_us(aftersales_settings.remeasure_days), ret_survey);
}

RPC(Aftersales, inform_customer, InformCustomerRequest, InformCustomerReply)
{
    Improvement improvement;
    ImprovementCustomerInformed event = IMPROVEMENT_CUSTOMER_INFORMED__INIT;
    TRY(improvement_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL,
                         "inform", &improvement));
    TRY(measure_later(call, &improvement, &out->survey));
    improvement.remeasure_survey_id = out->survey->id;
    TRY(improvement_save(call, &improvement));
    event.improvement_id = improvement.id;
    event.survey_id = improvement.survey_id;
    event.customer_id = improvement.customer_id;
    event.owner_id = improvement.owner_id;
    event.remeasure_survey_id = improvement.remeasure_survey_id;
    emit(call, &event, "improvement", improvement.id, improvement.owner_path);
    return improvement_answer(call, &improvement, &out->improvement);
}
