/* SPDX-License-Identifier: Apache-2.0 */
#include "step.h"

#include "expected.h"
#include "rooms.h"
#include "rows.h"
#include "user.h"

enum status user_lock(struct call *call, const char *id, struct step *step)
{
    const char *to;
    bind_text(call, "id", id);
    bind_text(call, "scope_path", call->scope);
    TRY(sql_one(call, &SQL_lock_user, "user", &step->before));
    TRY(expect_version(call, step->has_version, step->expected_version, row_int(&step->before, 0, "version")));
    if (!step->verb)
        return STATUS_OK;
    return lifecycle_step(&user_lifecycle, row_text(&step->before, 0, "state"), step->verb, &to, &call->error);
}

static const char *next_state(struct call *call, const struct step *step)
{
    const char *state = row_text(&step->before, 0, "state");
    if (step->verb && lifecycle_step(&user_lifecycle, state, step->verb, &state, &call->error) != STATUS_OK)
        return NULL;
    return state;
}

enum status user_write(struct call *call, const char *id, const struct step *step, User **ret_user)
{
    struct rows rows;
    const char *team = step->team_path ? step->team_path : row_text(&step->before, 0, "team_path");
    bind_text(call, "id", id);
    bind_text(call, "team_path", team);
    bind_text(call, "path", user_path(call->arena, team, id));
    if (step->n_roles)
        bind_texts(call, "roles", step->roles, step->n_roles);
    else
        bind_text(call, "roles", row_text(&step->before, 0, "roles"));
    bind_text(call, "state", next_state(call, step));
    bind_text(call, "password_hash", step->password_hash);
    if (step->password_hash)
        bind_bool(call, "must_change_password", step->temporary);
    else
        bind_text(call, "must_change_password", NULL);
    TRY(sql_one(call, &SQL_set_user, "user", &rows));
    *ret_user = user_of_row(call, &rows, 0);
    return STATUS_OK;
}

void user_tell_password(struct call *call, const char *id, const char *path, bool temporary)
{
    PasswordChanged changed = PASSWORD_CHANGED__INIT;
    changed.user_id = id;
    changed.has_temporary = 1;
    changed.temporary = temporary;
    emit(call, &changed, "user", id, path);
}

enum status not_oneself(struct call *call, const char *id, const char *what)
{
    if (text_equal(call->actor, id))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ONESELF", "nobody %s himself", what);
    return STATUS_OK;
}

void user_tell_activated(struct call *call, const User *user)
{
    UserActivated activated = USER_ACTIVATED__INIT;
    activated.user_id = user->id;
    activated.team_path = user->team_path;
    activated.path = user->path;
    activated.roles = user->roles;
    activated.n_roles = user->n_roles;
    activated.time_zone = user->time_zone;
    emit(call, &activated, "user", user->id, user->path);
}
