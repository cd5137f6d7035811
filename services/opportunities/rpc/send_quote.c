/* SPDX-License-Identifier: Apache-2.0 */
#include "offering.h"
#include "rooms.h"
#include "zone.h"

static void emit_sent(struct call *call, const Opportunity *opportunity, const Quote *quote)
{
    QuoteSent event = QUOTE_SENT__INIT;
    event.quote_id = quote->id;
    event.opportunity_id = opportunity->id;
    event.has_quote_version = event.has_total_minor = true;
    event.quote_version = quote->version;
    event.currency = quote->currency;
    event.total_minor = quote->total_minor;
    event.valid_until = quote->valid_until;
    emit(call, &event, "quote", quote->id, opportunity->owner_path);
}

RPC(Opportunities, send_quote, SendQuoteRequest, SendQuoteReply)
{
    Opportunity opportunity;
    Quote quote;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    TRY(quote_hold(call, in->has_expected_version ? &in->expected_version : NULL, &opportunity, &quote));
    TRY(quote_step(&quote, "send", &call->error));
    TRY(quote_is_valid(&quote, today, &call->error));
    quote.sent_at = time_message(call, call->now_us);
    TRY(quote_save(call, &opportunity, &quote));
    emit_sent(call, &opportunity, &quote);
    TRY(quote_answer(call, &quote, &out->quote));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
