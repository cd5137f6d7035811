/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "target.h"
#include "watch.h"

RPC(Insights, publish_target, PublishTargetRequest, PublishTargetReply)
{
    TRY(target_hold(call, in->has_expected_version ? &in->expected_version : NULL, &out->target));
    TRY(target_step(out->target, "publish", &call->error));
    TRY(target_save(call, out->target));
    target_tell_published(call, out->target, NULL);
    return watch_target(call, out->target);
}
