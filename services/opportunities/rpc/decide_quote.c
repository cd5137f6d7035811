/* SPDX-License-Identifier: Apache-2.0 */
#include "offering.h"
#include "rooms.h"

RPC(Opportunities, decide_quote, DecideQuoteRequest, DecideQuoteReply)
{
    Opportunity opportunity;
    Quote quote;
    TRY(quote_hold(call, in->has_expected_version ? &in->expected_version : NULL, &opportunity, &quote));
    TRY(quote_may_decide(&quote, call->actor, &call->error));
    TRY(quote_step(&quote, in->approve ? "allow" : "refuse", &call->error));
    quote.decided_by = call->actor;
    TRY(quote_save(call, &opportunity, &quote));
    quote_tell_decided(call, &opportunity, &quote, !in->approve);
    TRY(quote_answer(call, &quote, &out->quote));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
