/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "session.h"

RPC(Identity, sign_out_everywhere, SignOutEverywhereRequest, SignOutEverywhereReply)
{
    const char *user_id, *but_id = in->keep_this ? call->principal->session_id : NULL;
    size_t n;
    TRY(session_owner(call, in->user_id, &user_id));
    TRY(session_end_all(call, user_id, but_id, SESSION_ENDED__REASON__REVOKED, &n));
    out->has_sessions_ended = 1;
    out->sessions_ended = (uint32_t)n;
    return audit(call, "session.all_revoked", "user", user_id, NULL);
}
