/* SPDX-License-Identifier: Apache-2.0
 * No answer came; the next survey is scheduled.
 */
#include "asking.h"
#include "rooms.h"

JOB(expire_survey, ExpireSurveyJob)
{
    Survey survey;
    TRY(survey_hold(call, in->survey_id, NULL, NULL, &survey));
    if (survey.state != SURVEY__STATE__SENT && survey.state != SURVEY__STATE__OPENED)
        return STATUS_OK;
    TRY(survey_move(&survey, "expire", &call->error));
    TRY(survey_end(call, &survey, "NO_ANSWER"));
    return survey_schedule_next(call, &survey);
}
