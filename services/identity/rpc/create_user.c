/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "step.h"
#include "user.h"

RPC(Identity, create_user, CreateUserRequest, CreateUserReply)
{
    struct rows rows;
    const char *hash = NULL, *id = new_id(call), *login = login_normal(call->arena, in->login);
    const char *path = user_path(call->arena, in->team_path, id);
    if (!login)
        return bad(call, "login", "may have letters, digits and . _ - @ + only");
    if (in->password) {
        TRY(password_check_rule(call, "password", in->password));
        TRY(password_hash(call, in->password, &hash));
    }
    else if (in->temporary_password)
        return bad(call, "temporary_password", "may be given with a password only");
    TRY(find_place(call, in->team_path, in->roles, in->n_roles));
    TRY(within_scope(call, "team", path));
    TRY(may_give_roles(call, in->roles, in->n_roles, path));
    bind_text(call, "id", id);
    bind_text(call, "login", login);
    bind_text(call, "path", path);
    bind_text(call, "time_zone", in->time_zone ? in->time_zone : "UTC");
    bind_text(call, "state", hash ? "ACTIVE" : "INVITED");
    bind_text(call, "password_hash", hash);
    bind_bool(call, "must_change_password", in->temporary_password);
    TRY(sql(call, &SQL_add_user, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_ALREADY_EXISTS, "this login is taken");
    out->user = user_of_row(call, &rows, 0);
    if (hash)
        user_tell_activated(call, out->user);
    note(call, "user", id);
    return audit(call, "user.created", "user", id, in->team_path);
}
