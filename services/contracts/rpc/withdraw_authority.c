/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/rule.h"

RPC(Contracts, withdraw_authority, WithdrawAuthorityRequest, WithdrawAuthorityReply)
{
    struct rows rows;
    AuthorityWithdrawn event = AUTHORITY_WITHDRAWN__INIT;
    Authority *authority = out->authority = arena_alloc(call->arena, sizeof *authority);
    authority__init(authority);
    TRY(sql_one(call, &SQL_lock_authority, "authority", &rows));
    TRY(sql(call, &SQL_withdraw_authority, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "AUTHORITY_WITHDRAWN", "it was withdrawn before");
    row_into(call, &rows, 0, authority);
    event.authority_id = authority->id;
    event.has_party = true;
    event.party = authority->party;
    event.holder_id = authority->holder_id;
    event.reason = authority->withdraw_reason;
    event.withdrawn_by = authority->withdrawn_by;
    emit(call, &event, "authority", authority->id, call->principal->path);
    return STATUS_OK;
}
