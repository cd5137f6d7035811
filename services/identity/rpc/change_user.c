/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "step.h"

RPC(Identity, change_user, ChangeUserRequest, ChangeUserReply)
{
    struct step step = {.has_version = in->has_expected_version, .expected_version = in->expected_version};
    struct rows rows;
    if (!in->name && !in->time_zone)
        return bad(call, "name", "one of name and time_zone must be given");
    TRY(user_lock(call, in->id, &step));
    if (text_equal(row_text(&step.before, 0, "state"), "LEFT"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this user is LEFT and stays as he was");
    TRY(sql_one(call, &SQL_change_user, "user", &rows));
    out->user = user_of_row(call, &rows, 0);
    UserChanged changed = USER_CHANGED__INIT;
    changed.user_id = in->id;
    changed.path = out->user->path;
    changed.time_zone = out->user->time_zone;
    emit(call, &changed, "user", in->id, out->user->path);
    return audit(call, "user.changed", "user", in->id, NULL);
}
