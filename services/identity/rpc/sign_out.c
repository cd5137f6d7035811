/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "session.h"

RPC(Identity, sign_out, SignOutRequest, SignOutReply)
{
    const char *id = call->principal->session_id;
    size_t n;
    out->has_ended = 1;
    if (!id)
        return STATUS_OK;
    TRY(session_end(call, id, "", SESSION_ENDED__REASON__SIGNED_OUT, &n));
    out->ended = n == 1;
    return out->ended ? audit(call, "sign_out", "session", id, NULL) : STATUS_OK;
}
