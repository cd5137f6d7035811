/* SPDX-License-Identifier: Apache-2.0 */
#include "authority.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

RPC(Contracts, revoke_mark, RevokeMarkRequest, RevokeMarkReply)
{
    struct rows rows;
    Contract contract;
    RecordMarkReply marks = RECORD_MARK_REPLY__INIT;
    ContractMarkRevoked event = CONTRACT_MARK_REVOKED__INIT;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "decline", &contract));
    TRY(marks_read(call, &marks));
    const ContractMark *place = mark_at(marks.marks, marks.n_marks, in->party, in->kind);
    if (!place || place->state != CONTRACT_MARK__STATE__DONE)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "MARK_OPEN", "this mark is not there yet: decline it instead");
    bind_int(call, "round", place->round);
    TRY(sql(call, &SQL_revoke_mark, &rows));
    TRY(contract_done(call, &contract,
                      arena_printf(call->arena, "revoked.%s.%s", enum_word(&contract_mark__party__descriptor, in->party),
                                   enum_word(&contract_mark__kind__descriptor, in->kind))));
    event.contract_id = contract.id;
    event.has_party = event.has_kind = true;
    event.party = in->party;
    event.kind = in->kind;
    event.reason = in->reason;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
