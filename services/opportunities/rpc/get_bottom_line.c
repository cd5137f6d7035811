/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, get_bottom_line, GetBottomLineRequest, GetBottomLineReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_bottom_line, "opportunity", &rows));
    if (row_is_null(&rows, 0, "set_at"))
        return STATUS_OK;
    out->bottom_line = arena_alloc(call->arena, sizeof *out->bottom_line);
    bottom_line__init(out->bottom_line);
    row_into(call, &rows, 0, out->bottom_line);
    return STATUS_OK;
}
