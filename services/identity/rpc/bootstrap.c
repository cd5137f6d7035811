/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <string.h>

#include "identity.h"
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "step.h"
#include "token.h"
#include "user.h"

static const char root[] = "/hq/";

/* Through hashes of one length, so that the time does not tell where the keys differ. */
static bool is_key(struct call *call, const char *given)
{
    const char *key = identity_settings.bootstrap_key;
    const char *a = token_hash(call->arena, given), *b = token_hash(call->arena, key);
    return key[0] && sodium_memcmp(a, b, strlen(b)) == 0;
}

static enum status add_root(struct call *call)
{
    struct rows rows;
    const char *id = new_id(call);
    bind_text(call, "id", id);
    bind_text(call, "path", root);
    bind_text(call, "code", "hq");
    bind_text(call, "name", "Headquarters");
    bind_text(call, "parent_path", NULL);
    bind_text(call, "leader_id", NULL);
    TRY(sql(call, &SQL_add_team, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ALREADY_BOOTSTRAPPED",
                        "the organisation has its root already");
    TeamChanged changed = TEAM_CHANGED__INIT;
    changed.team_id = id;
    changed.path = root;
    changed.code = "hq";
    emit(call, &changed, "team", id, root);
    return STATUS_OK;
}

static enum status add_admin(struct call *call, const BootstrapRequest *in, const char *login, const char *hash,
                             BootstrapReply *out)
{
    static const char *roles[] = {"admin"};
    struct rows rows;
    out->user_id = new_id(call);
    out->path = user_path(call->arena, root, out->user_id);
    bind_text(call, "id", out->user_id);
    bind_text(call, "login", login);
    bind_text(call, "name", in->name);
    bind_text(call, "team_path", root);
    bind_text(call, "path", out->path);
    bind_texts(call, "roles", roles, 1);
    bind_text(call, "time_zone", in->time_zone ? in->time_zone : "UTC");
    bind_text(call, "state", "ACTIVE");
    bind_text(call, "password_hash", hash);
    bind_bool(call, "must_change_password", false);
    TRY(sql_one(call, &SQL_add_user, "user", &rows));
    user_tell_activated(call, user_of_row(call, &rows, 0));
    return audit(call, "bootstrap", "user", out->user_id, NULL);
}

RPC(Identity, bootstrap, BootstrapRequest, BootstrapReply)
{
    struct rows rows;
    const char *hash, *login = login_normal(call->arena, in->login);
    if (!is_key(call, in->bootstrap_key))
        return fail(call, STATUS_PERMISSION_DENIED, "this is not the bootstrap key");
    if (!login)
        return bad(call, "login", "may have letters, digits and . _ - @ + only");
    TRY(password_check_rule(call, "password", in->password));
    TRY(sql_one(call, &SQL_count_users, "count", &rows));
    if (row_int(&rows, 0, "users") > 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ALREADY_BOOTSTRAPPED", "there are users already");
    TRY(password_hash(call, in->password, &hash));
    TRY(add_root(call));
    return add_admin(call, in, login, hash, out);
}
