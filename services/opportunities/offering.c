/* SPDX-License-Identifier: Apache-2.0 */
#include "offering.h"

#include "rooms.h"
#include "schema/rule.h"

enum status quote_hold(struct call *call, const uint64_t *expected_version, Opportunity *ret_opportunity,
                       Quote *ret_quote)
{
    struct rows rows;
    TRY(opportunity_hold(call, expected_version, "work", ret_opportunity));
    quote__init(ret_quote);
    TRY(sql_one(call, &SQL_lock_quote, "quote of this opportunity", &rows));
    row_into(call, &rows, 0, ret_quote);
    return STATUS_OK;
}

static void bind_when(struct call *call, const char *name, const Google__Protobuf__Timestamp *at)
{
    if (at)
        bind_time(call, name, time_us(at));
    else
        bind_text(call, name, NULL);
}

enum status quote_save(struct call *call, Opportunity *opportunity, const Quote *quote)
{
    struct rows rows;
    bind_text(call, "quote_id", quote->id);
    bind_text(call, "quote_state", enum_word(&quote__state__descriptor, quote->state));
    bind_text(call, "discount_reason", quote->discount_reason);
    bind_text(call, "submitted_by", quote->submitted_by);
    bind_text(call, "decided_by", quote->decided_by);
    bind_when(call, "sent_at", quote->sent_at);
    bind_when(call, "answered_at", quote->answered_at);
    TRY(sql_one(call, &SQL_save_quote, "quote", &rows));
    opportunity_touch(call, "quotes");
    return opportunity_save(call, opportunity);
}

enum status quote_answer(struct call *call, const Quote *quote, Quote **ret_quote)
{
    struct rows rows;
    Quote *copy = arena_memdup(call->arena, quote, sizeof *quote);
    bind_text(call, "quote_id", quote->id);
    TRY(sql(call, &SQL_list_quote_lines, &rows));
    rows_into(call, &rows, copy, "lines");
    *ret_quote = copy;
    return STATUS_OK;
}

void quote_tell_decided(struct call *call, const Opportunity *opportunity, const Quote *quote, bool refused)
{
    QuoteApproved event = QUOTE_APPROVED__INIT;
    event.quote_id = quote->id;
    event.opportunity_id = opportunity->id;
    event.has_quote_version = event.has_outside_corridor = event.has_refused = true;
    event.quote_version = quote->version;
    event.outside_corridor = quote->outside_corridor;
    event.decided_by = quote->decided_by;
    event.refused = refused;
    emit(call, &event, "quote", quote->id, opportunity->owner_path);
}
