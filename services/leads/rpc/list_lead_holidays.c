/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Leads, list_lead_holidays, ListLeadHolidaysRequest, ListLeadHolidaysReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_holidays, &rows));
    rows_into(call, &rows, out, "holidays");
    return STATUS_OK;
}
