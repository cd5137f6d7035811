/* SPDX-License-Identifier: Apache-2.0 */
#include "freshness.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "period.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Insights, get_floor, GetFloorRequest, GetFloorReply)
{
    struct rows rows;
    out->time_zone = zone_bind(call, in->time_zone);
    TRY(freshness_open(call, &out->freshness));
    TRY(sql(call, &SQL_list_floor, &rows));
    rows_into(call, &rows, out, "agents");
    out->at = wire_new(call->arena, &google__protobuf__timestamp__descriptor);
    out->at->seconds = call->now_us / 1000000;
    out->at->nanos = (int32_t)(call->now_us % 1000000) * 1000;
    return freshness_close(call, &out->freshness);
}
