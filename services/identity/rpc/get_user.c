/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"

RPC(Identity, get_user, GetUserRequest, GetUserReply)
{
    struct rows rows;
    bind_text(call, "scope_path", call->scope);
    TRY(sql_one(call, &SQL_get_user, "user", &rows));
    out->user = user_of_row(call, &rows, 0);
    return STATUS_OK;
}
