/* SPDX-License-Identifier: Apache-2.0
 * Undoes one contract of an import that nobody has worked on.
 */
#include <strings.h>

#include "booking.h"
#include "rooms.h"

static enum status check(struct call *call, const WithdrawContractRequest *in)
{
    struct rows rows;
    TRY(sql(call, &SQL_get_import, &rows));
    if (rows.n == 0 || strcasecmp(row_text(&rows, 0, "bulk_id"), in->bulk_id) != 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "OTHER_IMPORT", "this contract did not come with that import");
    return STATUS_OK;
}

static enum status check_work(struct call *call)
{
    struct rows rows;
    TRY(sql(call, &SQL_find_work, &rows));
    if (rows.n)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WORKED_ON", "it was worked on since: %s",
                        row_text(&rows, 0, "verb"));
    return STATUS_OK;
}

static void emit_withdrawn(struct call *call, const Contract *contract, const char *bulk_id, Contract__State from)
{
    ContractWithdrawn event = CONTRACT_WITHDRAWN__INIT;
    event.contract_id = contract->id;
    event.number = contract->number;
    event.customer_id = contract->customer_id;
    event.owner_id = contract->owner_id;
    event.bulk_id = bulk_id;
    event.has_from_state = true;
    event.from_state = from;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, withdraw_contract, WithdrawContractRequest, WithdrawContractReply)
{
    struct rows rows;
    Contract contract;
    TRY(contract_lock(call, &contract));
    TRY(check(call, in));
    Contract__State from = contract.state;
    if (from != CONTRACT__STATE__WITHDRAWN) {
        TRY(check_work(call));
        TRY(contract_move(&contract, "withdraw", &call->error));
        contract.ended_at = time_message(call, call->now_us);
        TRY(payments_cancel(call, &contract));
        TRY(sql_one(call, &SQL_withdraw_import, "import", &rows));
        TRY(contract_done(call, &contract, "withdrawn"));
        TRY(unschedule(call, "term", contract.id));
        emit_withdrawn(call, &contract, in->bulk_id, from);
    }
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
