/* SPDX-License-Identifier: Apache-2.0 */
#include "ending.h"

#include "booking.h"
#include "fulfilling.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

static void emit_voided(struct call *call, const Contract *contract, Contract__State from, bool had_closed)
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
    event.had_closed = had_closed;
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

/* Nothing is asked for any more, neither money nor what was promised. */
static enum status call_off(struct call *call, const Contract *contract, const char *reason)
{
    TRY(payments_cancel(call, contract));
    TRY(duties_waive(call, contract, reason));
    contract_changes(call, (const char *const[]){"payments", "obligations"}, 2);
    return STATUS_OK;
}

enum status contract_void(struct call *call, Contract *contract, const char *reason)
{
    Contract__State from = contract->state;
    TRY(contract_move(contract, "void", &call->error));
    contract->voided_at = time_message(call, call->now_us);
    contract->void_reason = reason;
    TRY(call_off(call, contract, reason));
    TRY(contract_done(call, contract, "voided"));
    TRY(unschedule(call, "effective", contract->id));
    TRY(unschedule(call, "term", contract->id));
    bool had_closed = contract_deal_news(contract, from) == DEAL_IS_REVERSED;
    emit_voided(call, contract, from, had_closed);
    return had_closed ? emit_reversed(call, contract) : STATUS_OK;
}

enum status contract_terminate(struct call *call, Contract *contract, const char *reason)
{
    ContractTerminated event = CONTRACT_TERMINATED__INIT;
    TRY(contract_move(contract, "terminate", &call->error));
    contract->ended_at = time_message(call, call->now_us);
    contract->end_reason = reason;
    TRY(call_off(call, contract, reason));
    TRY(contract_done(call, contract, "terminated"));
    TRY(unschedule(call, "term", contract->id));
    CONTRACT_FACTS(&event, contract);
    event.reason = reason;
    event.ended_at = contract->ended_at;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

enum status contract_end(struct call *call, Contract *contract, ApprovalCase__Purpose purpose, const char *reason)
{
    return purpose == APPROVAL_CASE__PURPOSE__VOIDING ? contract_void(call, contract, reason)
                                                      : contract_terminate(call, contract, reason);
}

enum status term_begin(struct call *call, Contract *contract, const char *renewed_until)
{
    struct rows rows;
    TermJob job = TERM_JOB__INIT;
    if (!contract->has_term_months)
        return STATUS_OK;
    bind_text(call, "effective_date", contract->effective_date);
    bind_int(call, "term_months", contract->term_months);
    bind_text(call, "renewed_until", renewed_until);
    bind_text(call, "zone", contracts_settings.zone);
    bind_int(call, "notice_days", contracts_settings.notice_days);
    TRY(sql_one(call, &SQL_get_term_end, "end of the term", &rows));
    contract->term_ends_on = row_text(&rows, 0, "term_ends_on");
    job.contract_id = contract->id;
    return schedule(call, "term", contract->id, row_time(&rows, 0, "notice_at"), &job);
}
