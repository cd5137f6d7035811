/* SPDX-License-Identifier: Apache-2.0
 * A fatal criterion got no points in a call of a deal: where the rule of this criterion is on, its contracts that are not
 * signed yet are held up.
 */
#include "dealspine/qa.pb-c.h"
#include "held.h"
#include "rooms.h"

static enum status hold(struct call *call, const ViolationRaised *in, const char *contract_id, int64_t days)
{
    struct rows rows;
    Contract contract;
    ContractHoldPlaced event = CONTRACT_HOLD_PLACED__INIT;
    HoldEndJob job = HOLD_END_JOB__INIT;
    int64_t expires_us = call->now_us + days * 86400 * INT64_C(1000000);
    const char *hold_id = new_id(call);
    bind_text(call, "id", contract_id);
    TRY(contract_lock(call, &contract));
    bind_text(call, "hold_id", hold_id);
    bind_text(call, "contract_id", contract.id);
    bind_time(call, "expires_at", expires_us);
    TRY(sql(call, &SQL_insert_hold, &rows));
    contract_changes(call, (const char *const[]){"holds"}, 1);
    TRY(contract_done(call, &contract, "held"));
    job.contract_id = event.contract_id = contract.id;
    job.hold_id = event.hold_id = hold_id;
    event.violation_id = in->violation_id;
    event.criterion = in->criterion;
    event.expires_at = time_message(call, expires_us);
    emit(call, &event, "contract", contract.id, contract.owner_path);
    return schedule(call, "hold_end", hold_id, expires_us, &job);
}

ON(violation_raised, ViolationRaised)
{
    struct rows rows;
    if (is_blank(in->opportunity_id))
        return STATUS_OK;
    TRY(sql(call, &SQL_list_holdable, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(hold(call, in, row_text(&rows, i, "id"), row_int(&rows, i, "days")));
    return STATUS_OK;
}
