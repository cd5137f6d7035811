/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/aftersales.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(case_reopened, CaseReopened)
{
    return fact_put(call, &SQL_reopen_case);
}
