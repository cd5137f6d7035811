/* SPDX-License-Identifier: Apache-2.0 */
#include "offering.h"
#include "rooms.h"
#include "zone.h"

static void emit_answered(struct call *call, const Opportunity *opportunity, const Quote *quote, bool accept)
{
    QuoteAccepted accepted = QUOTE_ACCEPTED__INIT;
    QuoteRejected rejected = QUOTE_REJECTED__INIT;
    accepted.quote_id = rejected.quote_id = quote->id;
    accepted.opportunity_id = rejected.opportunity_id = opportunity->id;
    accepted.has_quote_version = rejected.has_quote_version = true;
    accepted.quote_version = rejected.quote_version = quote->version;
    accepted.currency = quote->currency;
    accepted.has_net_minor = accepted.has_total_minor = true;
    accepted.net_minor = quote->net_minor;
    accepted.total_minor = quote->total_minor;
    if (accept)
        emit(call, &accepted, "quote", quote->id, opportunity->owner_path);
    else
        emit(call, &rejected, "quote", quote->id, opportunity->owner_path);
}

/* What was accepted is what will be in the contract. */
static enum status take_lines(struct call *call, Opportunity *opportunity, const Quote *quote)
{
    struct rows rows;
    Opportunity before = *opportunity;
    TRY(sql(call, &SQL_delete_lines, &rows));
    TRY(sql(call, &SQL_take_quote_lines, &rows));
    opportunity->amount_minor = quote->net_minor;
    opportunity_touch(call, "lines");
    return opportunity_save_forecast(call, &before, opportunity);
}

RPC(Opportunities, answer_quote, AnswerQuoteRequest, AnswerQuoteReply)
{
    Opportunity opportunity;
    Quote quote;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    TRY(quote_hold(call, in->has_expected_version ? &in->expected_version : NULL, &opportunity, &quote));
    TRY(quote_step(&quote, in->accept ? "accept" : "reject", &call->error));
    if (in->accept)
        TRY(quote_is_valid(&quote, today, &call->error));
    quote.answered_at = time_message(call, call->now_us);
    TRY(quote_save(call, &opportunity, &quote));
    if (in->accept)
        TRY(take_lines(call, &opportunity, &quote));
    emit_answered(call, &opportunity, &quote, in->accept);
    TRY(quote_answer(call, &quote, &out->quote));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
