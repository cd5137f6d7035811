/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "session.h"

RPC(Identity, list_sessions, ListSessionsRequest, ListSessionsReply)
{
    struct rows rows;
    const char *user_id;
    TRY(session_owner(call, in->user_id, &user_id));
    bind_text(call, "user_id", user_id);
    bind_text(call, "current_id", call->principal->session_id);
    TRY(sql(call, &SQL_list_sessions, &rows));
    rows_into(call, &rows, out, "sessions");
    return STATUS_OK;
}
