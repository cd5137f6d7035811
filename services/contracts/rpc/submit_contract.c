/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"
#include "archive.h"
#include "checklist.h"
#include "rooms.h"
#include "writing.h"

/* What the route itself approves. */
static enum status pass_at_once(struct call *call, Contract *contract, enum case_stage stage)
{
    if (stage == CASE_AT_DEPARTMENT)
        return STATUS_OK;
    TRY(contract_follow(contract, stage == CASE_AT_LEGAL, stage == CASE_IS_APPROVED, &call->error));
    if (stage == CASE_IS_APPROVED) {
        TRY(approval_close(call, contract, APPROVAL_CASE__STATE__APPROVED));
        approval_tell(call, contract);
    }
    return contract_done(call, contract, "approved.route");
}

RPC(Contracts, submit_contract, SubmitContractRequest, SubmitContractReply)
{
    struct rows rows;
    Contract contract;
    AnswerChecklistReply list = ANSWER_CHECKLIST_REPLY__INIT;
    const char *case_id;
    enum case_stage stage;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "submit", &contract));
    TRY(checklist_read(call, &contract, &list));
    TRY(checklist_is_complete(list.items, list.n_items, &call->error));
    TRY(writer_keep(call, &contract, TEXT_SUBMITTED));
    TRY(approval_open(call, &contract, APPROVAL_CASE__PURPOSE__CONTRACT, NULL, &case_id, &stage));
    TRY(sql_one(call, &SQL_fix_version, "text", &rows));
    TRY(contract_done(call, &contract, "submitted"));
    ContractSubmitted event = CONTRACT_SUBMITTED__INIT;
    event.contract_id = contract.id;
    event.has_text_version = true;
    event.text_version = contract.text_version;
    event.doc_hash = contract.doc_hash;
    event.case_id = case_id;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    TRY(pass_at_once(call, &contract, stage));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
