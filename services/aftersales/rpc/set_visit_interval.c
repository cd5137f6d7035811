/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rooms.h"
#include "schema/check.h"

RPC(Aftersales, set_visit_interval, SetVisitIntervalRequest, SetVisitIntervalReply)
{
    struct rows rows;
    if (strcmp(in->tier, "*") != 0 && !format_is_valid("code", in->tier))
        return bad(call, "tier", "must be the code of a tier, or * for all others");
    TRY(sql(call, &SQL_put_interval, &rows));
    VisitInterval *interval = out->interval = arena_alloc(call->arena, sizeof *interval);
    visit_interval__init(interval);
    interval->tier = in->tier;
    interval->has_months = true;
    interval->months = in->months;
    return STATUS_OK;
}
