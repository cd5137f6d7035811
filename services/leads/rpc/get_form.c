/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"
#include "zone.h"

RPC(Leads, get_form, GetFormRequest, GetFormReply)
{
    struct rows rows;
    zone_bind(call);
    TRY(sql_one(call, &SQL_get_campaign, "campaign", &rows));
    out->campaign = wire_new(call->arena, &campaign__descriptor);
    row_into(call, &rows, 0, out->campaign);
    out->has_open = true, out->open = row_bool(&rows, 0, "is_open");
    TRY(sql(call, &SQL_list_form_fields, &rows));
    rows_into(call, &rows, out->campaign, "fields");
    return STATUS_OK;
}
