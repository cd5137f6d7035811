/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "session.h"
#include "step.h"

RPC(Identity, suspend_user, SuspendUserRequest, SuspendUserReply)
{
    struct step step = {.verb = "suspend", .has_version = in->has_expected_version,
                        .expected_version = in->expected_version};
    TRY(not_oneself(call, in->id, "suspends"));
    TRY(user_lock(call, in->id, &step));
    TRY(user_write(call, in->id, &step, &out->user));
    TRY(session_end_all(call, in->id, NULL, SESSION_ENDED__REASON__USER_SUSPENDED, NULL));
    UserSuspended suspended = USER_SUSPENDED__INIT;
    suspended.user_id = in->id;
    suspended.team_path = out->user->team_path;
    suspended.path = out->user->path;
    emit(call, &suspended, "user", in->id, out->user->path);
    return audit(call, "user.suspended", "user", in->id, NULL);
}
