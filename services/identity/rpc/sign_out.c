/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"

RPC(Identity, sign_out, SignOutRequest, SignOutReply)
{
    struct rows rows;
    out->has_ended = 1;
    if (!call->principal->session_id)
        return STATUS_OK;
    bind_text(call, "id", call->principal->session_id);
    TRY(sql(call, &SQL_end_session, &rows));
    out->ended = rows.n == 1;
    return out->ended ? audit(call, "sign_out", "session", call->principal->session_id, NULL) : STATUS_OK;
}
