/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Contracts, end_delegation, EndDelegationRequest, EndDelegationReply)
{
    struct rows rows;
    ApprovalDelegationEnded event = APPROVAL_DELEGATION_ENDED__INIT;
    TRY(sql_one(call, &SQL_end_delegation, "delegation of yours", &rows));
    out->delegation = arena_alloc(call->arena, sizeof *out->delegation);
    approval_delegation__init(out->delegation);
    row_into(call, &rows, 0, out->delegation);
    event.delegation_id = out->delegation->id;
    event.from_id = out->delegation->from_id;
    event.to_id = out->delegation->to_id;
    emit(call, &event, "approval_delegation", out->delegation->id, call->principal->path);
    return STATUS_OK;
}
