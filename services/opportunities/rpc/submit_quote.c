/* SPDX-License-Identifier: Apache-2.0 */
#include "offering.h"
#include "rooms.h"

static void emit_requested(struct call *call, const Opportunity *opportunity, const Quote *quote)
{
    QuoteApprovalRequested event = QUOTE_APPROVAL_REQUESTED__INIT;
    event.quote_id = quote->id;
    event.opportunity_id = opportunity->id;
    event.has_quote_version = event.has_net_minor = true;
    event.quote_version = quote->version;
    event.currency = quote->currency;
    event.net_minor = quote->net_minor;
    event.discount_reason = quote->discount_reason;
    event.owner_id = opportunity->owner_id;
    emit(call, &event, "quote", quote->id, opportunity->owner_path);
}

RPC(Opportunities, submit_quote, SubmitQuoteRequest, SubmitQuoteReply)
{
    Opportunity opportunity;
    Quote quote;
    TRY(quote_hold(call, in->has_expected_version ? &in->expected_version : NULL, &opportunity, &quote));
    if (quote.outside_corridor && is_blank(in->discount_reason))
        return bad(call, "discount_reason", "must say why a price below the floor is asked for, by a code");
    TRY(quote_step(&quote, quote.outside_corridor ? "request" : "approve", &call->error));
    quote.discount_reason = in->discount_reason;
    quote.submitted_by = call->actor;
    TRY(quote_save(call, &opportunity, &quote));
    if (quote.outside_corridor)
        emit_requested(call, &opportunity, &quote);
    else
        quote_tell_decided(call, &opportunity, &quote, false);
    TRY(quote_answer(call, &quote, &out->quote));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
