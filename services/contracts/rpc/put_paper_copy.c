/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Contracts, put_paper_copy, PutPaperCopyRequest, PutPaperCopyReply)
{
    struct rows rows;
    Contract contract;
    ContractCopyRecorded event = CONTRACT_COPY_RECORDED__INIT;
    TRY(contract_lock(call, &contract));
    if (!contract.signed_at && !contract_is_imported(&contract))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this contract is %s; there are originals once it is signed",
                        contract_state_name(contract.state));
    TRY(sql(call, &SQL_put_paper_copy, &rows));
    TRY(contract_done(call, &contract, "copied"));
    TRY(sql(call, &SQL_list_paper_copies, &rows));
    rows_into(call, &rows, out, "copies");
    event.contract_id = contract.id;
    event.has_position = event.has_party = event.has_state = true;
    event.position = in->position;
    event.party = in->party;
    event.state = in->has_state ? in->state : PAPER_COPY__STATE__HELD;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    return STATUS_OK;
}
