/* SPDX-License-Identifier: Apache-2.0 */
#include "holding.h"

#include "rooms.h"

enum status hold_release(struct call *call, Contract *contract, const char *hold_id, const char *reason,
                         ContractHold **ret_hold)
{
    struct rows rows;
    ContractHoldReleased event = CONTRACT_HOLD_RELEASED__INIT;
    ContractHold *hold = arena_alloc(call->arena, sizeof *hold);
    bind_text(call, "id", contract->id);
    bind_text(call, "hold_id", hold_id);
    bind_text(call, "release_reason", reason);
    TRY(sql(call, &SQL_release_hold, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "HOLD_OVER", "this contract has no such hold any more");
    contract_hold__init(hold);
    row_into(call, &rows, 0, hold);
    contract_changes(call, (const char *const[]){"holds"}, 1);
    TRY(contract_done(call, contract, "released"));
    TRY(unschedule(call, "hold_end", hold_id));
    event.contract_id = contract->id;
    event.hold_id = hold->id;
    event.criterion = hold->criterion;
    event.released_by = call->actor;
    event.reason = reason;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    if (ret_hold)
        *ret_hold = hold;
    return STATUS_OK;
}
