/* SPDX-License-Identifier: Apache-2.0 */
#include "identity.h"
#include "pass.h"
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "token.h"
#include "user.h"
#include "wire/pack.h"

/* Failures are counted under a hash, because people type passwords into the login field. */
static void bind_who(struct call *call, const SignInRequest *in)
{
    const char *normal = login_normal(call->arena, in->login);
    bind_text(call, "login", normal ? normal : "");
    bind_text(call, "login_hash", token_hash(call->arena, normal ? normal : in->login));
    bind_text(call, "source_hash", in->source ? arena_printf(call->arena, "source:%s", in->source) : NULL);
}

static enum status count_source(struct call *call, const SignInRequest *in)
{
    struct rows rows;
    if (!in->source)
        return STATUS_OK;
    bind_int(call, "most", identity_settings.source_failures);
    return sql(call, &SQL_count_source, &rows);
}

static void tell_locked(struct call *call, const struct rows *found, const SignInReply *out)
{
    SignInLocked locked = SIGN_IN_LOCKED__INIT;
    locked.user_id = row_text(found, 0, "id");
    locked.locked_until = out->locked_until;
    if (locked.user_id)
        emit(call, &locked, "user", locked.user_id, row_text(found, 0, "path"));
}

static enum status refuse(struct call *call, const SignInRequest *in, const struct rows *found, SignInReply *out)
{
    struct rows rows;
    TRY(count_source(call, in));
    TRY(sql_one(call, &SQL_count_failure, "login", &rows));
    out->has_outcome = 1;
    out->outcome = SIGN_IN_REPLY__OUTCOME__REFUSED;
    if (!row_bool(&rows, 0, "locked"))
        return STATUS_OK;
    out->outcome = SIGN_IN_REPLY__OUTCOME__LOCKED;
    row_into(call, &rows, 0, out);
    tell_locked(call, found, out);
    return audit(call, "sign_in.locked", "login", NULL, NULL);
}

static void tell_started(struct call *call, const SignInReply *reply, const char *path)
{
    SessionStarted started = SESSION_STARTED__INIT;
    started.session_id = reply->session_id;
    started.user_id = reply->user_id;
    started.expires_at = reply->expires_at;
    emit(call, &started, "session", reply->session_id, path);
}

/* Who has just come in need not ask at once who he is. */
static enum status tell_who(struct call *call, const char *user_id, SignInReply *out)
{
    struct rows rows;
    struct grants grants;
    bind_text(call, "id", user_id);
    bind_text(call, "scope_path", "");
    TRY(sql_one(call, &SQL_get_user, "user", &rows));
    TRY(pass_grants(call, "USER", user_id, out->must_change_password, &grants));
    out->who = wire_new(call->arena, &who_am_ireply__descriptor);
    out->who->user = user_of_row(call, &rows, 0);
    out->who->grants = grants_show(call->arena, grants.list, grants.n);
    out->who->n_grants = grants.n;
    out->who->zone = identity_settings.zone;
    return STATUS_OK;
}

static enum status start_session(struct call *call, const SignInRequest *in, const struct rows *found, SignInReply *out)
{
    struct rows rows;
    const char *id = new_id(call), *user_id = row_text(found, 0, "id");
    out->token = token_new(call->arena, TOKEN_SESSION);
    bind_text(call, "id", id);
    bind_text(call, "user_id", user_id);
    bind_text(call, "token_hash", token_hash(call->arena, out->token));
    bind_int(call, "hours", identity_settings.session_hours);
    bind_text(call, "client", in->client);
    TRY(sql_one(call, &SQL_add_session, "session", &rows));
    row_into(call, &rows, 0, out);
    out->has_outcome = 1;
    out->outcome = SIGN_IN_REPLY__OUTCOME__SIGNED_IN;
    out->has_must_change_password = 1;
    out->must_change_password = row_bool(found, 0, "must_change_password");
    TRY(tell_who(call, user_id, out));
    tell_started(call, out, row_text(found, 0, "path"));
    note(call, "user", user_id);
    return audit(call, "sign_in", "session", id, NULL);
}

RPC(Identity, sign_in, SignInRequest, SignInReply)
{
    struct rows found, rows;
    bool right;
    bind_who(call, in);
    TRY(sql_one(call, &SQL_find_sign_in, "login", &found));
    if (row_bool(&found, 0, "locked")) {
        out->has_outcome = 1;
        out->outcome = SIGN_IN_REPLY__OUTCOME__LOCKED;
        row_into(call, &found, 0, out);
        out->has_must_change_password = 0;
        return STATUS_OK;
    }
    TRY(password_verify(call, row_text(&found, 0, "password_hash"), in->password, &right));
    if (!right || !row_bool(&found, 0, "active"))
        return refuse(call, in, &found, out);
    if (!row_is_null(&found, 0, "failures"))
        TRY(sql(call, &SQL_forget_failures, &rows));
    return start_session(call, in, &found, out);
}
