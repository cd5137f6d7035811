/* SPDX-License-Identifier: Apache-2.0
 * The term of a contract is about to end: time to renew. And when it is over, the contract is.
 */
#include "effect.h"
#include "rooms.h"
#include "settings.h"
#include "wording.h"

static enum status tell(struct call *call, const Contract *contract)
{
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    ContractExpiring event = CONTRACT_EXPIRING__INIT;
    TRY(wording_read(call, contract, &terms));
    event.contract_id = contract->id;
    event.number = contract->number;
    event.opportunity_id = contract->opportunity_id;
    event.customer_id = contract->customer_id;
    event.owner_id = contract->owner_id;
    event.owner_path = contract->owner_path;
    event.currency = contract->currency;
    event.has_amount_minor = event.has_term_months = true;
    event.amount_minor = contract->amount_minor;
    event.term_ends_on = contract->term_ends_on;
    event.term_months = contract->term_months;
    event.lines = deal_lines(call, &terms);
    event.n_lines = terms.n_lines;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

static enum status expire(struct call *call, Contract *contract)
{
    ContractExpired event = CONTRACT_EXPIRED__INIT;
    TRY(contract_move(contract, "expire", &call->error));
    contract->ended_at = time_message(call, call->now_us);
    TRY(contract_done(call, contract, "expired"));
    event.contract_id = contract->id;
    event.number = contract->number;
    event.opportunity_id = contract->opportunity_id;
    event.customer_id = contract->customer_id;
    event.owner_id = contract->owner_id;
    event.term_ends_on = contract->term_ends_on;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

JOB(term, TermJob)
{
    struct rows rows;
    Contract contract;
    TermJob next = *in;
    bind_text(call, "id", in->contract_id);
    TRY(contract_lock(call, &contract));
    bool is_fulfilled = contract.state == CONTRACT__STATE__FULFILLED; /* told of, but not ended once more */
    if ((contract.state != CONTRACT__STATE__EFFECTIVE && !is_fulfilled) || !contract.term_ends_on)
        return STATUS_OK;
    bind_text(call, "ends_on", contract.term_ends_on);
    bind_text(call, "zone", contracts_settings.zone);
    bind_int(call, "notice_days", contracts_settings.notice_days);
    TRY(sql_one(call, &SQL_get_term_days, "term", &rows));
    bool is_over = row_bool(&rows, 0, "is_over"), is_near = row_bool(&rows, 0, "is_near");
    int64_t next_us = row_time(&rows, 0, is_near ? "over_at" : "notice_at");
    if (is_over)
        return is_fulfilled ? STATUS_OK : expire(call, &contract);
    if (is_near && !in->told)
        TRY(tell(call, &contract));
    next.has_told = true;
    next.told = is_near;
    return schedule(call, "term", contract.id, next_us, &next);
}
