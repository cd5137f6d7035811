/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Customers, list_care_dates, ListCareDatesRequest, ListCareDatesReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(sql(call, &SQL_list_care_dates, &rows));
    rows_into(call, &rows, out, "care_dates");
    return STATUS_OK;
}
