/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "improving.h"
#include "rooms.h"

RPC(Aftersales, get_survey, GetSurveyRequest, GetSurveyReply)
{
    struct rows rows;
    Survey survey = SURVEY__INIT;
    TRY(sql_one(call, &SQL_get_survey, "survey", &rows));
    row_into(call, &rows, 0, &survey);
    TRY(improvements_of(call, survey.id, &out->improvements, &out->n_improvements));
    return survey_answer(call, &survey, &out->survey);
}
