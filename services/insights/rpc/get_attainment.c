/* SPDX-License-Identifier: Apache-2.0 */
#include "attain.h"
#include "freshness.h"
#include "period.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status of_target(struct call *call, const GetAttainmentRequest *in, GetAttainmentReply *out)
{
    struct rows rows;
    Target *target = wire_new(call->arena, &target__descriptor);
    TRY(freshness_open(call, &out->freshness));
    TRY(sql_one(call, &SQL_find_target, "target", &rows));
    row_into(call, &rows, 0, target);
    struct measure measure = measure_of(target);
    measure.calendar = in->calendar;
    out->time_zone = target->time_zone;
    TRY(attain(call, &measure, target, &out->attainment));
    return freshness_close(call, &out->freshness);
}

RPC(Insights, get_attainment, GetAttainmentRequest, GetAttainmentReply)
{
    if (in->target_id)
        return of_target(call, in, out);
    if (!in->has_metric)
        return bad(call, "metric", "must be given where there is no target_id");
    if (!in->from || !in->until)
        return bad(call, "from", "must be given with until where there is no target_id");
    TRY(period_check(call, "until", in->from, in->until));
    out->time_zone = zone_bind(call, in->time_zone);
    const struct measure measure = {
        .metric = in->metric, .from = in->from, .until = in->until, .zone = out->time_zone, .team_path = in->team_path,
        .user_id = in->user_id, .scope = call->scope, .viewer = call->actor, .calendar = in->calendar,
    };
    TRY(freshness_open(call, &out->freshness));
    TRY(attain(call, &measure, NULL, &out->attainment));
    return freshness_close(call, &out->freshness);
}
