/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"

RPC(Leads, get_follow_up_plan, GetFollowUpPlanRequest, GetFollowUpPlanReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_plan, "follow-up plan", &rows));
    out->plan = wire_new(call->arena, &follow_up_plan__descriptor);
    row_into(call, &rows, 0, out->plan);
    bind_text(call, "plan_id", out->plan->id);
    TRY(sql(call, &SQL_list_steps, &rows));
    rows_into(call, &rows, out->plan, "steps");
    return STATUS_OK;
}
