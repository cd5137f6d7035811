/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "quote.h"
#include "rooms.h"

static void emit_committed(struct call *call, const Opportunity *opportunity)
{
    OpportunityCommitted event = OPPORTUNITY_COMMITTED__INIT;
    event.opportunity_id = opportunity->id;
    event.customer_id = opportunity->customer_id;
    event.owner_id = opportunity->owner_id;
    event.currency = opportunity->currency;
    event.has_amount_minor = true;
    event.amount_minor = opportunity->amount_minor;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, commit_opportunity, CommitOpportunityRequest, CommitOpportunityReply)
{
    struct rows counts;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "commit", &opportunity));
    TRY(sql_one(call, &SQL_count_for_commit, "opportunity", &counts));
    TRY(opportunity_may_commit(&opportunity, row_int(&counts, 0, "lines"), row_int(&counts, 0, "plans"), &call->error));
    TRY(sql_one(call, &SQL_count_quotes, "opportunity", &counts));
    TRY(quotes_allow_commit(row_int(&counts, 0, "made"), row_int(&counts, 0, "accepted"), &call->error));
    TRY(opportunity_save(call, &opportunity));
    emit_committed(call, &opportunity);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
