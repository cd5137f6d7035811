/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage.h"
#include "rooms.h"
#include "settings.h"

RPC(Opportunities, get_buying_roles, GetBuyingRolesRequest, GetBuyingRolesReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_opportunity, "opportunity", &rows));
    TRY(sql(call, &SQL_list_buying_roles, &rows));
    rows_into(call, &rows, out, "roles");
    uint32_t days = in->has_days ? in->days : (uint32_t)opportunities_settings.role_days;
    out->gaps = coverage_gaps(call->arena, out->roles, out->n_roles, days, call->now_us, &out->n_gaps);
    return STATUS_OK;
}
