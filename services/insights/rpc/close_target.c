/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "target.h"

RPC(Insights, close_target, CloseTargetRequest, CloseTargetReply)
{
    TRY(target_hold(call, in->has_expected_version ? &in->expected_version : NULL, &out->target));
    TRY(target_step(out->target, "close", &call->error));
    return target_save(call, out->target);
}
