/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "visiting.h"

RPC(Aftersales, get_visit, GetVisitRequest, GetVisitReply)
{
    struct rows rows;
    ReturnVisit visit = RETURN_VISIT__INIT;
    TRY(sql_one(call, &SQL_get_visit, "return visit", &rows));
    row_into(call, &rows, 0, &visit);
    return visit_answer(call, &visit, &out->visit);
}
