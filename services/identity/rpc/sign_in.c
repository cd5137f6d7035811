/* SPDX-License-Identifier: Apache-2.0 */
#include "identity.h"
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "token.h"
#include "user.h"

/* Failures are counted under a hash, because people type passwords into the login field. */
static void bind_login(struct call *call, const char *login)
{
    const char *normal = login_normal(call->arena, login);
    bind_text(call, "login", normal ? normal : "");
    bind_text(call, "login_hash", token_hash(call->arena, normal ? normal : login));
}

static enum status refuse(struct call *call, SignInReply *out)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_count_failure, "login", &rows));
    out->has_outcome = 1;
    out->outcome = SIGN_IN_REPLY__OUTCOME__REFUSED;
    if (!row_bool(&rows, 0, "locked"))
        return STATUS_OK;
    out->outcome = SIGN_IN_REPLY__OUTCOME__LOCKED;
    row_into(call, &rows, 0, out);
    return audit(call, "sign_in.locked", "login", NULL, NULL);
}

static enum status start_session(struct call *call, const char *user_id, SignInReply *out)
{
    struct rows rows;
    const char *id = new_id(call);
    out->token = token_new(call->arena, TOKEN_SESSION);
    bind_text(call, "id", id);
    bind_text(call, "user_id", user_id);
    bind_text(call, "token_hash", token_hash(call->arena, out->token));
    bind_int(call, "hours", identity_settings.session_hours);
    TRY(sql_one(call, &SQL_add_session, "session", &rows));
    row_into(call, &rows, 0, out);
    out->has_outcome = 1;
    out->outcome = SIGN_IN_REPLY__OUTCOME__SIGNED_IN;
    note(call, "user", user_id);
    return audit(call, "sign_in", "session", id, NULL);
}

RPC(Identity, sign_in, SignInRequest, SignInReply)
{
    struct rows found, rows;
    bool right;
    bind_login(call, in->login);
    TRY(sql_one(call, &SQL_find_sign_in, "login", &found));
    if (row_bool(&found, 0, "locked")) {
        out->has_outcome = 1;
        out->outcome = SIGN_IN_REPLY__OUTCOME__LOCKED;
        row_into(call, &found, 0, out);
        return STATUS_OK;
    }
    TRY(password_verify(call, row_text(&found, 0, "password_hash"), in->password, &right));
    if (!right || !row_bool(&found, 0, "active"))
        return refuse(call, out);
    if (!row_is_null(&found, 0, "failures"))
        TRY(sql(call, &SQL_forget_failures, &rows));
    return start_session(call, row_text(&found, 0, "id"), out);
}
