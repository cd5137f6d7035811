/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

static void emit_sent(struct call *call, const Contract *contract, uint32_t round)
{
    ContractSentForSignature event = CONTRACT_SENT_FOR_SIGNATURE__INIT;
    event.contract_id = contract->id;
    event.has_text_version = event.has_round = true;
    event.text_version = contract->text_version;
    event.doc_hash = contract->doc_hash;
    event.round = round;
    event.signatory_contact_ids = contract->signatory_contact_ids;
    event.n_signatory_contact_ids = contract->n_signatory_contact_ids;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, send_for_signature, SendForSignatureRequest, SendForSignatureReply)
{
    struct rows rows;
    Contract contract;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "send", &contract));
    TRY(sql(call, &SQL_request_marks, &rows));
    TRY(contract_done(call, &contract, "sent"));
    TRY(marks_read(call, &marks));
    emit_sent(call, &contract, marks.marks[0]->round);
    out->contract = contract_answer(call, &contract);
    out->marks = marks.marks;
    out->n_marks = 4;
    return STATUS_OK;
}
