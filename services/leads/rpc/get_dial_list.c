/* SPDX-License-Identifier: Apache-2.0 */
#include "dialling.h"
#include "wire/pack.h"

RPC(Leads, get_dial_list, GetDialListRequest, GetDialListReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_dial_list, "calling list", &rows));
    out->dial_list = wire_new(call->arena, &dial_list__descriptor);
    row_into(call, &rows, 0, out->dial_list);
    return dialling_count(call, out->dial_list);
}
