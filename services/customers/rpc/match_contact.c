/* SPDX-License-Identifier: Apache-2.0 */
#include "match.h"
#include "rooms.h"

static void tell_linked(struct call *call, const struct match *match, const MatchContactReply *out)
{
    CustomerLinked linked = CUSTOMER_LINKED__INIT;
    linked.customer_id = match->customer_id;
    linked.lead_id = match->in->lead_id;
    linked.capture_id = match->capture_id;
    linked.has_channel = linked.has_created = linked.has_review = 1;
    linked.channel = (Channel)enum_number(&channel__descriptor, match->source);
    linked.created = out->outcome == MATCH_CONTACT_REPLY__OUTCOME__CREATED;
    linked.review = out->outcome == MATCH_CONTACT_REPLY__OUTCOME__REVIEW;
    emit(call, &linked, "customer", match->customer_id, match->owner_path);
}

RPC(Customers, match_contact, MatchContactRequest, MatchContactReply)
{
    struct rows rows;
    struct match match;
    TRY(sql(call, &SQL_find_capture, &rows));
    if (rows.n) {
        row_into(call, &rows, 0, out);
        return STATUS_OK;
    }
    match_read(call, in, &match);
    if (match.phone.valid || match.email.valid || match.registration)
        TRY(match_customer(call, &match));
    if (match.outcome)
        TRY(match_permissions(call, &match));
    else
        match_nobody(call, &match);
    TRY(match_keep(call, &match));
    TRY(match_answer(call, &match, out));
    if (match.customer_id)
        tell_linked(call, &match, out);
    note(call, "outcome", match.outcome);
    return STATUS_OK;
}
