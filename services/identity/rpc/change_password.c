/* SPDX-License-Identifier: Apache-2.0 */
#include "password.h"
#include "rooms.h"
#include "rows.h"

RPC(Identity, change_password, ChangePasswordRequest, ChangePasswordReply)
{
    struct rows rows;
    const char *hash;
    bool right;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "an API key has no password");
    TRY(password_check_rule(call, "new_password", in->new_password));
    bind_text(call, "id", call->actor);
    TRY(sql_one(call, &SQL_lock_user, "user", &rows));
    TRY(password_verify(call, row_text(&rows, 0, "password_hash"), in->old_password, &right));
    if (!right)
        return fail(call, STATUS_PERMISSION_DENIED, "the old password is wrong");
    TRY(password_hash(call, in->new_password, &hash));
    bind_text(call, "password_hash", hash);
    TRY(sql_one(call, &SQL_set_password, "user", &rows));
    bind_text(call, "user_id", call->actor);
    bind_text(call, "but_id", call->principal->session_id);
    TRY(sql(call, &SQL_end_sessions, &rows));
    out->has_sessions_ended = 1;
    out->sessions_ended = (uint32_t)rows.n;
    return audit(call, "password.changed", "user", call->actor, NULL);
}
