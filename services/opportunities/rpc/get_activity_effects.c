/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "period.h"
#include "rooms.h"
#include "zone.h"

RPC(Opportunities, get_activity_effects, GetActivityEffectsRequest, GetActivityEffectsReply)
{
    struct rows rows;
    TRY(period_check(in->from, in->until, &call->error));
    zone_bind(call);
    TRY(sql(call, &SQL_list_activity_effects, &rows));
    rows_into(call, &rows, out, "effects");
    return STATUS_OK;
}
