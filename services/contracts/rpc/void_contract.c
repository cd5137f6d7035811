/* SPDX-License-Identifier: Apache-2.0
 * A contract is taken back after it was signed. Where its deal had been closed, the reversal is told with it.
 */
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

static void emit_voided(struct call *call, const Contract *contract, Contract__State from)
{
    ContractVoided event = CONTRACT_VOIDED__INIT;
    event.contract_id = contract->id;
    event.number = contract->number;
    event.opportunity_id = contract->opportunity_id;
    event.customer_id = contract->customer_id;
    event.has_from_state = event.has_had_closed = true;
    event.from_state = from;
    event.reason = contract->void_reason;
    event.voided_by = call->actor;
    event.had_closed = from == CONTRACT__STATE__EFFECTIVE;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static enum status emit_reversed(struct call *call, const Contract *contract)
{
    struct rows rows;
    DealReversed event = DEAL_REVERSED__INIT;
    event.deal_id = contract->opportunity_id ? contract->opportunity_id : contract->id;
    event.contract_id = contract->id;
    event.number = contract->number;
    event.opportunity_id = contract->opportunity_id;
    event.customer_id = contract->customer_id;
    event.customer_kind = contract->customer_kind;
    event.customer_tier = contract->customer_tier;
    event.customer_industry = contract->customer_industry;
    event.currency = contract->currency;
    event.has_amount_minor = true;
    event.amount_minor = contract->amount_minor;
    event.has_source_channel = contract->has_source_channel;
    event.source_channel = contract->source_channel;
    event.has_closing_channel = contract->has_closing_channel;
    event.closing_channel = contract->closing_channel;
    event.owner_id = contract->owner_id;
    event.owner_path = contract->owner_path;
    event.closed_at = contract->effective_at;
    event.reversed_at = contract->voided_at;
    event.reason = contract->void_reason;
    TRY(sql(call, &SQL_list_credit, &rows));
    rows_into(call, &rows, &event, "credit_split");
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

RPC(Contracts, void_contract, VoidContractRequest, VoidContractReply)
{
    Contract contract;
    TRY(contract_lock(call, &contract));
    TRY(contract_may_void(&contract, call->actor, &call->error));
    TRY(version_expect("contract", contract.version, in->has_expected_version ? &in->expected_version : NULL, &call->error));
    Contract__State from = contract.state;
    TRY(contract_move(&contract, "void", &call->error));
    contract.voided_at = time_message(call, call->now_us);
    contract.void_reason = in->reason;
    TRY(contract_done(call, &contract, "voided"));
    TRY(unschedule(call, "effective", contract.id));
    emit_voided(call, &contract, from);
    if (from == CONTRACT__STATE__EFFECTIVE)
        TRY(emit_reversed(call, &contract));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
