/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "base/id.h"
#include "checklist.h"
#include "rooms.h"

RPC(Contracts, submit_contract, SubmitContractRequest, SubmitContractReply)
{
    struct rows rows;
    Contract contract;
    AnswerChecklistReply list = ANSWER_CHECKLIST_REPLY__INIT;
    char *case_id = arena_alloc(call->arena, ID_TEXT);
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "submit", &contract));
    TRY(checklist_read(call, &contract, &list));
    TRY(checklist_is_complete(list.items, list.n_items, &call->error));
    id_new_text(case_id);
    bind_text(call, "case_id", case_id);
    TRY(sql_one(call, &SQL_fix_version, "text", &rows));
    TRY(sql(call, &SQL_open_case, &rows));
    TRY(contract_done(call, &contract, "submitted"));
    ContractSubmitted event = CONTRACT_SUBMITTED__INIT;
    event.contract_id = contract.id;
    event.has_text_version = true;
    event.text_version = contract.text_version;
    event.doc_hash = contract.doc_hash;
    event.case_id = case_id;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
