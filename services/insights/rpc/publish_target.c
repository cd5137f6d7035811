/* SPDX-License-Identifier: Apache-2.0 */
#include "attain.h"
#include "held.h"
#include "rooms.h"
#include "target.h"
#include "watch.h"

static enum status look_whether_reached(struct call *call, Target *target)
{
    struct rows rows;
    Attainment *now;
    const struct measure measure = measure_of(target);
    TRY(sql_one(call, &SQL_get_replay, "replay", &rows));
    if (row_bool(&rows, 0, "rebuilding"))
        return STATUS_OK;
    TRY(attain(call, &measure, NULL, &now));
    return now->actual >= target->value ? watch_achieve(call, target, now->actual, NULL) : STATUS_OK;
}

RPC(Insights, publish_target, PublishTargetRequest, PublishTargetReply)
{
    TRY(target_hold(call, in->has_expected_version ? &in->expected_version : NULL, &out->target));
    TRY(target_step(out->target, "publish", &call->error));
    TRY(target_save(call, out->target));
    target_tell_published(call, out->target, NULL);
    return look_whether_reached(call, out->target);
}
