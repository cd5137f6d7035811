/* SPDX-License-Identifier: Apache-2.0 */
#include "sending.h"

#include "amending.h"
#include "authority.h"
#include "rooms.h"
#include "schema/rule.h"

enum status signature_ask(struct call *call, Contract *contract, uint32_t text_version, const char *doc_hash,
                          RecordMarkReply *ret_marks)
{
    struct rows rows;
    ContractSentForSignature event = CONTRACT_SENT_FOR_SIGNATURE__INIT;
    bind_text(call, "id", contract->id);
    TRY(sql(call, &SQL_request_marks, &rows));
    contract_changes(call, (const char *const[]){"marks"}, 1);
    TRY(contract_done(call, contract, "sent"));
    TRY(marks_read(call, ret_marks));
    event.contract_id = contract->id;
    event.has_text_version = event.has_round = true;
    event.text_version = text_version;
    event.doc_hash = doc_hash;
    event.round = ret_marks->marks[0]->round;
    event.signatory_contact_ids = contract->signatory_contact_ids;
    event.n_signatory_contact_ids = contract->n_signatory_contact_ids;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

static enum status check_place(struct call *call, const ContractMark *place, bool revokes)
{
    if (revokes && (!place || place->state != CONTRACT_MARK__STATE__DONE))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "MARK_OPEN", "this mark is not there yet: decline it instead");
    if (!revokes && (!place || place->state != CONTRACT_MARK__STATE__REQUESTED))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "MARK_TAKEN", "this mark is not awaited any more");
    return STATUS_OK;
}

enum status mark_refuse(struct call *call, const struct mark_refusal *refusal, Contract *ret_contract)
{
    struct rows rows;
    ContractAmendment amendment;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    bool revokes = refusal->outcome == CONTRACT_MARK__STATE__REVOKED;
    TRY(contract_lock(call, ret_contract));
    TRY(contract_expect(call, ret_contract, refusal->expected_version));
    TRY(amendment_pending(call, ret_contract, &amendment));
    TRY(contract_move(ret_contract, amendment.text_version ? "refuse" : "decline", &call->error));
    TRY(marks_read(call, &marks));
    const ContractMark *place = mark_at(marks.marks, marks.n_marks, refusal->party, refusal->kind);
    TRY(check_place(call, place, revokes));
    bind_int(call, "round", place->round);
    bind_text(call, "outcome", enum_word(&contract_mark__state__descriptor, refusal->outcome));
    TRY(sql(call, &SQL_refuse_mark, &rows));
    if (amendment.text_version)
        TRY(amendment_end(call, &amendment));
    contract_changes(call, (const char *const[]){"marks"}, 1);
    return contract_done(call, ret_contract,
                         arena_printf(call->arena, "%s.%s.%s", revokes ? "revoked" : "declined",
                                      enum_word(&contract_mark__party__descriptor, refusal->party),
                                      enum_word(&contract_mark__kind__descriptor, refusal->kind)));
}
