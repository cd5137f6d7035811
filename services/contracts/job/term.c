/* SPDX-License-Identifier: Apache-2.0
 * The term of a contract is about to end: time to renew, and once more where nobody did. When it is over, the contract is.
 */
#include "approval.h"
#include "effect.h"
#include "rooms.h"
#include "settings.h"
#include "wording.h"

static enum status tell(struct call *call, const Contract *contract)
{
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    ContractExpiring event = CONTRACT_EXPIRING__INIT;
    TRY(wording_read(call, contract, &terms));
    CONTRACT_FACTS(&event, contract);
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

static enum status remind(struct call *call, const Contract *contract)
{
    struct rows rows;
    ContractRenewalDue event = CONTRACT_RENEWAL_DUE__INIT;
    TRY(sql(call, &SQL_find_successor, &rows));
    if (rows.n > 0)
        return STATUS_OK;
    CONTRACT_FACTS(&event, contract);
    event.term_ends_on = contract->term_ends_on;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

static enum status expire(struct call *call, Contract *contract)
{
    ContractExpired event = CONTRACT_EXPIRED__INIT;
    TRY(contract_move(contract, "expire", &call->error));
    contract->ended_at = time_message(call, call->now_us);
    TRY(approval_close(call, contract, APPROVAL_CASE__STATE__SUPERSEDED));
    TRY(contract_done(call, contract, "expired"));
    CONTRACT_FACTS(&event, contract);
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
    bind_int(call, "renewal_days", contracts_settings.renewal_days);
    TRY(sql_one(call, &SQL_get_term_days, "term", &rows));
    bool is_over = row_bool(&rows, 0, "is_over"), is_near = row_bool(&rows, 0, "is_near"), is_due = row_bool(&rows, 0, "is_due");
    int64_t next_us = row_time(&rows, 0, is_due ? "over_at" : is_near ? "due_at" : "notice_at");
    if (is_over)
        return is_fulfilled ? STATUS_OK : expire(call, &contract);
    if (is_near && !in->told)
        TRY(tell(call, &contract));
    if (is_due && !in->reminded)
        TRY(remind(call, &contract));
    next.has_told = next.has_reminded = true;
    next.told = is_near;
    next.reminded = is_due;
    return schedule(call, "term", contract.id, next_us, &next);
}
