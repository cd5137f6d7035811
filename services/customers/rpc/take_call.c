/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "ledger.h"
#include "rooms.h"

static void tell_taken(struct call *call, const Call *taken, const struct rows *locked)
{
    CallTaken event = CALL_TAKEN__INIT;
    event.call_id = taken->id;
    event.customer_id = taken->customer_id;
    event.lead_id = taken->lead_id;
    event.opportunity_id = taken->opportunity_id;
    event.agent_id = taken->agent_id;
    event.from_agent_id = row_text(locked, 0, "agent_id");
    event.at = time_message(call, call->now_us);
    event.has_hold_s = taken->has_hold_s;
    event.hold_s = taken->hold_s;
    emit(call, &event, "call", taken->id, row_text(locked, 0, "owner_path"));
}

RPC(Customers, take_call, TakeCallRequest, TakeCallReply)
{
    struct rows locked, rows;
    const char *to;
    TRY(sql_one(call, &SQL_lock_transfer, "call", &locked));
    TRY(lifecycle_step(&call_lifecycle, row_text(&locked, 0, "state"), "take", &to, &call->error));
    bind_text(call, "call_state", to);
    TRY(sql_one(call, &SQL_take_call, "call", &rows));
    out->call = call_of_row(call, &rows, 0);
    tell_taken(call, out->call, &locked);
    return STATUS_OK;
}
