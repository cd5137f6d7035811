/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "session.h"
#include "step.h"

RPC(Identity, offboard_user, OffboardUserRequest, OffboardUserReply)
{
    struct step step = {.verb = "offboard", .has_version = in->has_expected_version,
                        .expected_version = in->expected_version};
    TRY(not_oneself(call, in->id, "offboards"));
    TRY(user_lock(call, in->id, &step));
    TRY(user_write(call, in->id, &step, &out->user));
    TRY(session_end_all(call, in->id, NULL, SESSION_ENDED__REASON__USER_LEFT, NULL));
    UserLeft left = USER_LEFT__INIT;
    left.user_id = in->id;
    left.team_path = out->user->team_path;
    left.path = out->user->path;
    emit(call, &left, "user", in->id, out->user->path);
    return audit(call, "user.left", "user", in->id, NULL);
}
