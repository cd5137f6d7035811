/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "password.h"
#include "rooms.h"
#include "rows.h"
#include "step.h"

RPC(Identity, activate_user, ActivateUserRequest, ActivateUserReply)
{
    struct step step = {.verb = "activate", .has_version = in->has_expected_version,
                        .expected_version = in->expected_version,
                        .temporary = in->temporary_password};
    if (in->password) {
        TRY(password_check_rule(call, "password", in->password));
        TRY(password_hash(call, in->password, &step.password_hash));
    }
    else if (in->temporary_password)
        return bad(call, "temporary_password", "may be given with a password only");
    TRY(user_lock(call, in->id, &step));
    if (!in->password && row_is_null(&step.before, 0, "password_hash"))
        return bad(call, "password", "must be given to a user who has none");
    if (in->password)
        TRY(may_give_his_roles(call, &step.before));
    TRY(user_write(call, in->id, &step, &out->user));
    user_tell_activated(call, out->user);
    return audit(call, "user.activated", "user", in->id, NULL);
}
