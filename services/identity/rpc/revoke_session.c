/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "session.h"

/* A user's own sessions are those of his path; whoever administers sees those of his scope. */
RPC(Identity, revoke_session, RevokeSessionRequest, RevokeSessionReply)
{
    const char *scope = call->scope;
    size_t n;
    call_may(call, "identity.admin", &scope);
    TRY(session_end(call, in->id, scope, SESSION_ENDED__REASON__REVOKED, &n));
    if (!n)
        return fail(call, STATUS_NOT_FOUND, "no such open session");
    return audit(call, "session.revoked", "session", in->id, NULL);
}
