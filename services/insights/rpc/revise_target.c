/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "target.h"
#include "watch.h"

RPC(Insights, revise_target, ReviseTargetRequest, ReviseTargetReply)
{
    TRY(target_hold(call, in->has_expected_version ? &in->expected_version : NULL, &out->target));
    Target *target = out->target;
    int64_t before = target->value;
    TRY(target_step(target, "revise", &call->error));
    if (in->value == before)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "SAME_VALUE", "the target has this value");
    target->value = in->value;
    target->revision++;
    target->acknowledged_at = target->achieved_at = NULL;
    target->acknowledged_by = NULL;
    TRY(target_save(call, target));
    TRY(target_remember(call, target, in->reason));
    if (target->state == TARGET__STATE__DRAFT)
        return STATUS_OK;
    target_tell_published(call, target, &before);
    return watch_target(call, target);
}
