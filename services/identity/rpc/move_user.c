/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "db/array.h"
#include "giving.h"
#include "rooms.h"
#include "rows.h"
#include "step.h"
#include "user.h"

static bool has_role(const MoveUserRequest *in, const char *role)
{
    for (size_t i = 0; i < in->n_roles; i++)
        if (strcmp(in->roles[i], role) == 0)
            return true;
    return false;
}

static void tell_moved(struct call *call, const char *from_path, const User *user)
{
    UserMoved moved = USER_MOVED__INIT;
    moved.user_id = user->id;
    moved.from_path = from_path;
    moved.path = user->path;
    moved.team_path = user->team_path;
    moved.roles = user->roles;
    moved.n_roles = user->n_roles;
    moved.time_zone = user->time_zone;
    moved.has_active = 1;
    moved.active = user->state == USER__STATE__ACTIVE;
    emit(call, &moved, "user", user->id, user->path);
}

/* The roles that he will have, where he will be: both may have changed. */
static enum status check_place(struct call *call, const MoveUserRequest *in, const struct step *step)
{
    size_t n = in->n_roles;
    const char *const *roles = in->roles;
    const char *path = row_text(&step->before, 0, "path");
    if (in->team_path)
        path = user_path(call->arena, in->team_path, in->id);
    if (!n)
        roles = (const char *const *)array_read(call->arena, row_text(&step->before, 0, "roles"), &n);
    TRY(within_scope(call, "team", path));
    return may_give_roles(call, roles, n, path);
}

RPC(Identity, move_user, MoveUserRequest, MoveUserReply)
{
    struct step step = {.has_version = in->has_expected_version, .expected_version = in->expected_version,
                        .team_path = in->team_path, .roles = in->roles, .n_roles = in->n_roles};
    if (!in->team_path && in->n_roles == 0)
        return bad(call, "team_path", "one of team_path and roles must be given");
    if (in->n_roles && !has_role(in, "admin"))
        TRY(not_oneself(call, in->id, "takes the administrator's role from"));
    TRY(find_place(call, in->team_path, in->roles, in->n_roles));
    TRY(user_lock(call, in->id, &step));
    if (text_equal(row_text(&step.before, 0, "state"), "LEFT"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this user is LEFT and stays where he was");
    TRY(check_place(call, in, &step));
    TRY(user_write(call, in->id, &step, &out->user));
    tell_moved(call, row_text(&step.before, 0, "path"), out->user);
    return audit(call, "user.moved", "user", in->id, out->user->path);
}
