/* SPDX-License-Identifier: Apache-2.0 */
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "session.h"
#include "step.h"

RPC(Identity, change_password, ChangePasswordRequest, ChangePasswordReply)
{
    struct rows rows;
    const char *hash;
    bool right;
    size_t n;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "an API key has no password");
    TRY(password_check_rule(call, "new_password", in->new_password));
    bind_text(call, "id", call->actor);
    bind_text(call, "scope_path", "");
    TRY(sql_one(call, &SQL_lock_user, "user", &rows));
    TRY(password_verify(call, row_text(&rows, 0, "password_hash"), in->old_password, &right));
    if (!right)
        return fail(call, STATUS_PERMISSION_DENIED, "the old password is wrong");
    if (text_equal(in->old_password, in->new_password))
        return bad(call, "new_password", "must be another one than the old");
    TRY(password_hash(call, in->new_password, &hash));
    bind_text(call, "password_hash", hash);
    TRY(sql_one(call, &SQL_set_password, "user", &rows));
    TRY(session_end_all(call, call->actor, call->principal->session_id, SESSION_ENDED__REASON__PASSWORD_CHANGED, &n));
    out->has_sessions_ended = 1;
    out->sessions_ended = (uint32_t)n;
    user_tell_password(call, call->actor, call->principal->path, false);
    return audit(call, "password.changed", "user", call->actor, NULL);
}
