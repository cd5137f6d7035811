/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/aftersales.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(survey_sent, SurveySent)
{
    return fact_put(call, &SQL_put_survey);
}
