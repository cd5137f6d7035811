/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/aftersales.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(case_closed, CaseClosed)
{
    return fact_put(call, &SQL_close_case);
}
