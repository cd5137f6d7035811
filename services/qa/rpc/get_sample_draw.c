/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"

RPC(Qa, get_sample_draw, GetSampleDrawRequest, GetSampleDrawReply)
{
    struct rows rows;
    bind_text(call, "draw_id", in->id);
    TRY(sql_one(call, &SQL_get_draw, "draw", &rows));
    out->draw = wire_new(call->arena, &sample_draw__descriptor);
    row_into(call, &rows, 0, out->draw);
    TRY(sql(call, &SQL_list_members, &rows));
    rows_into(call, &rows, out, "members");
    return STATUS_OK;
}
