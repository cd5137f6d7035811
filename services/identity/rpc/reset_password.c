/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "session.h"
#include "step.h"
#include "token.h"

static enum status forget_failures(struct call *call, const char *login)
{
    struct rows rows;
    bind_text(call, "login_hash", token_hash(call->arena, login));
    return sql(call, &SQL_forget_failures, &rows);
}

RPC(Identity, reset_password, ResetPasswordRequest, ResetPasswordReply)
{
    struct step step = {.has_version = in->has_expected_version, .expected_version = in->expected_version,
                        .temporary = true};
    TRY(password_check_rule(call, "password", in->password));
    TRY(password_hash(call, in->password, &step.password_hash));
    TRY(user_lock(call, in->id, &step));
    if (row_is_null(&step.before, 0, "password_hash") || text_equal(row_text(&step.before, 0, "state"), "LEFT"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this user is %s and has no password to reset",
                        row_text(&step.before, 0, "state"));
    TRY(may_give_his_roles(call, &step.before));
    TRY(user_write(call, in->id, &step, &out->user));
    TRY(forget_failures(call, row_text(&step.before, 0, "login")));
    TRY(session_end_all(call, in->id, NULL, SESSION_ENDED__REASON__PASSWORD_CHANGED, NULL));
    user_tell_password(call, out->user->id, out->user->path, true);
    return audit(call, "password.reset", "user", in->id, NULL);
}
