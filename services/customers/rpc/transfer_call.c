/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "calls.h"
#include "ledger.h"
#include "rooms.h"

static void tell_transferred(struct call *call, const Call *put, const char *owner_path)
{
    CallTransferred transferred = CALL_TRANSFERRED__INIT;
    transferred.call_id = put->id;
    transferred.customer_id = put->customer_id;
    transferred.lead_id = put->lead_id;
    transferred.opportunity_id = put->opportunity_id;
    transferred.agent_id = put->agent_id;
    transferred.to_user_id = put->transfer_user_id;
    transferred.to_team_path = put->transfer_team_path;
    transferred.at = time_message(call, call->now_us);
    emit(call, &transferred, "call", put->id, owner_path);
}

RPC(Customers, transfer_call, TransferCallRequest, TransferCallReply)
{
    struct rows locked, rows;
    struct subject subject;
    const char *to;
    if (!in->to_user_id == !in->to_team_path)
        return bad(call, "to_user_id", "either this or to_team_path");
    if (in->to_team_path && (in->to_team_path[0] != '/' || in->to_team_path[strlen(in->to_team_path) - 1] != '/'))
        return bad(call, "to_team_path", "must be codes between slashes, \"/hq/sales/\"");
    TRY(sql_one(call, &SQL_lock_call, "call", &locked));
    TRY(lifecycle_step(&call_lifecycle, row_text(&locked, 0, "state"), "transfer", &to, &call->error));
    if (in->to_user_id && strcmp(in->to_user_id, row_text(&locked, 0, "agent_id")) == 0)
        return bad(call, "to_user_id", "must be another than the agent who has the call");
    TRY(subject_of_row(call, row_text(&locked, 0, "customer_id"), &locked, &subject));
    bind_text(call, "call_state", to);
    bind_text(call, "user_id", in->to_user_id);
    bind_text(call, "team_path", in->to_team_path);
    bind_sealed(call, "handover", &subject, "call_handover", in->note);
    TRY(sql_one(call, &SQL_transfer_call, "call", &rows));
    out->call = call_of_row(call, &rows, 0);
    tell_transferred(call, out->call, row_text(&locked, 0, "owner_path"));
    return STATUS_OK;
}
