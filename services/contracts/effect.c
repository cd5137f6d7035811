/* SPDX-License-Identifier: Apache-2.0 */
#include "effect.h"

#include <string.h>

#include "booking.h"
#include "duty.h"
#include "ending.h"
#include "fulfilling.h"
#include "rooms.h"
#include "wording.h"

DealLine **deal_lines(struct call *call, const GetContractReply *terms)
{
    DealLine **lines = arena_alloc(call->arena, (terms->n_lines + 1) * sizeof *lines);
    for (size_t i = 0; i < terms->n_lines; i++) {
        const ContractLine *from = terms->lines[i];
        DealLine *line = lines[i] = arena_alloc(call->arena, sizeof *line);
        deal_line__init(line);
        line->has_quantity = line->has_price_minor = line->has_discount_basis_points = line->has_total_minor = true;
        line->product = from->product_code;
        line->kind = from->kind;
        line->quantity = from->quantity;
        line->price_minor = from->price_minor;
        line->discount_basis_points = from->discount_basis_points;
        line->total_minor = from->total_minor;
    }
    return lines;
}

DealInstalment **deal_schedule(struct call *call, const GetContractReply *terms, size_t *ret_n)
{
    DealInstalment **parts = arena_alloc(call->arena, (terms->n_instalments + 1) * sizeof *parts);
    for (size_t i = 0; i < terms->n_instalments; i++) {
        DealInstalment *part = parts[i] = arena_alloc(call->arena, sizeof *part);
        deal_instalment__init(part);
        part->due_on = terms->instalments[i]->due_on;
        part->has_amount_minor = true;
        part->amount_minor = terms->instalments[i]->amount_minor;
    }
    *ret_n = terms->n_instalments;
    return parts;
}

/* Their description stays here: it is free text. */
DealObligation **deal_obligations(struct call *call, const GetContractReply *terms, size_t *ret_n)
{
    DealObligation **duties = arena_alloc(call->arena, (terms->n_obligations + 1) * sizeof *duties);
    for (size_t i = 0; i < terms->n_obligations; i++) {
        DealObligation *duty = duties[i] = arena_alloc(call->arena, sizeof *duty);
        deal_obligation__init(duty);
        duty->has_group = true;
        duty->group = terms->obligations[i]->group;
        duty->code = terms->obligations[i]->code;
        duty->due_on = terms->obligations[i]->due_on;
    }
    *ret_n = terms->n_obligations;
    return duties;
}

static void take_contract(const Contract *contract, DealClosed *event)
{
    event->deal_id = contract->opportunity_id ? contract->opportunity_id : contract->id;
    event->contract_id = contract->id;
    event->number = contract->number;
    event->opportunity_id = contract->opportunity_id;
    event->customer_id = contract->customer_id;
    event->customer_kind = contract->customer_kind;
    event->customer_tier = contract->customer_tier;
    event->customer_industry = contract->customer_industry;
    event->currency = contract->currency;
    event->has_amount_minor = event->has_text_version = true;
    event->amount_minor = contract->amount_minor;
    event->has_source_channel = contract->has_source_channel;
    event->source_channel = contract->source_channel;
    event->has_closing_channel = contract->has_closing_channel;
    event->closing_channel = contract->closing_channel;
    event->owner_id = contract->owner_id;
    event->owner_path = contract->owner_path;
    event->effective_at = contract->effective_at;
    event->effective_date = contract->effective_date;
    event->has_term_months = contract->has_term_months;
    event->term_months = contract->term_months;
    event->doc_hash = contract->doc_hash;
    event->text_version = contract->text_version;
    event->captured_at = contract->captured_at;
}

static enum status emit_closed(struct call *call, const Contract *contract)
{
    struct rows rows;
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    DealClosed event = DEAL_CLOSED__INIT;
    TRY(wording_read(call, contract, &terms));
    take_contract(contract, &event);
    event.lines = deal_lines(call, &terms);
    event.n_lines = terms.n_lines;
    event.payment_schedule = deal_schedule(call, &terms, &event.n_payment_schedule);
    event.obligations = deal_obligations(call, &terms, &event.n_obligations);
    TRY(sql(call, &SQL_list_credit, &rows));
    rows_into(call, &rows, &event, "credit_split");
    event.term_ends_on = contract->term_ends_on;
    if (contract->captured_at) {
        event.has_cycle_days = true;
        event.cycle_days = cycle_days(time_us(contract->captured_at), time_us(contract->effective_at));
    }
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return STATUS_OK;
}

enum status contract_take_effect(struct call *call, Contract *contract)
{
    Contract__State from = contract->state;
    TRY(contract_move(contract, "take_effect", &call->error));
    contract->effective_at = time_message(call, call->now_us);
    TRY(term_begin(call, contract, NULL));
    TRY(payments_lay(call, contract, 0));
    TRY(duties_lay(call, contract));
    TRY(contract_done(call, contract, "effective"));
    ContractEffective event = CONTRACT_EFFECTIVE__INIT;
    event.contract_id = contract->id;
    event.number = contract->number;
    event.opportunity_id = contract->opportunity_id;
    event.customer_id = contract->customer_id;
    event.effective_at = contract->effective_at;
    emit(call, &event, "contract", contract->id, contract->owner_path);
    return contract_deal_news(contract, from) == DEAL_IS_CLOSED ? emit_closed(call, contract) : STATUS_OK;
}

enum status contract_await_effect(struct call *call, Contract *contract)
{
    const char *today;
    int64_t begins_us;
    ContractDuty **duties;
    size_t n;
    TRY(day_read(call, contract->effective_date, &today, &begins_us));
    TRY(duties_read(call, contract, &duties, &n));
    if (strcmp(contract->effective_date, today) <= 0)
        return conditions_are_met(duties, n) ? contract_take_effect(call, contract) : STATUS_OK;
    EffectiveJob job = EFFECTIVE_JOB__INIT;
    job.contract_id = contract->id;
    return schedule(call, "effective", contract->id, begins_us, &job);
}
