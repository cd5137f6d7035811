/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "sending.h"

RPC(Contracts, revoke_mark, RevokeMarkRequest, RevokeMarkReply)
{
    Contract contract;
    ContractMarkRevoked event = CONTRACT_MARK_REVOKED__INIT;
    struct mark_refusal refusal = {in->party, in->kind, CONTRACT_MARK__STATE__REVOKED,
                                   in->has_expected_version ? &in->expected_version : NULL};
    TRY(mark_refuse(call, &refusal, &contract));
    event.contract_id = contract.id;
    event.has_party = event.has_kind = true;
    event.party = in->party;
    event.kind = in->kind;
    event.reason = in->reason;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
