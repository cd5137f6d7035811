/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "sending.h"

RPC(Contracts, send_for_signature, SendForSignatureRequest, SendForSignatureReply)
{
    Contract contract;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "send", &contract));
    TRY(signature_ask(call, &contract, contract.text_version, contract.doc_hash, &marks));
    out->contract = contract_answer(call, &contract);
    out->marks = marks.marks;
    out->n_marks = 4;
    return STATUS_OK;
}
