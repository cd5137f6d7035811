/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "consent.h"
#include "ledger.h"
#include "rooms.h"

/* Or a call into the void would count as contact. That somebody is not to be called is taken down in any case. */
static enum status check_spoken(struct call *call, const struct rows *flags, const struct rows *locked)
{
    bool says_spoken = row_bool(flags, 0, "customer_contact") || row_bool(flags, 0, "answered");
    if (!says_spoken || row_bool(flags, 0, "do_not_call") || row_bool(locked, 0, "was_answered") ||
        !call_is_over(row_text(locked, 0, "state")))
        return STATUS_OK;
    return bad(call, "disposition", "says that somebody was spoken to, but nobody answered this call");
}

RPC(Customers, wrap_call, WrapCallRequest, WrapCallReply)
{
    struct rows flags, locked;
    TRY(sql(call, &SQL_find_disposition, &flags));
    if (flags.n == 0)
        return bad(call, "disposition",
                   "must be one of the dispositions, as INTERESTED, CALL_BACK, NO_ANSWER or DO_NOT_CALL");
    TRY(sql_one(call, &SQL_lock_call, "call", &locked));
    TRY(check_spoken(call, &flags, &locked));
    bool spoken = row_bool(&locked, 0, "was_answered");
    const struct wrap wrap = {
        .disposition = in->disposition,
        .script_version = in->script_version,
        .note = in->note,
        .customer_contact = spoken && row_bool(&flags, 0, "customer_contact"),
        .answered = spoken && row_bool(&flags, 0, "answered"),
        .callback = row_bool(&flags, 0, "callback"),
        .do_not_call = row_bool(&flags, 0, "do_not_call"),
    };
    TRY(call_wrap(call, &locked, &wrap, &out->call));
    TRY(unschedule(call, "auto_wrap", in->call_id));
    const char *point_id = row_text(&locked, 0, "contact_point_id");
    if (wrap.do_not_call)
        TRY(consent_block_calls(call, point_id, out->call->customer_id, row_text(&locked, 0, "owner_path")));
    return row_bool(&flags, 0, "invalid_number") ? invalidate_point(call, point_id, "wrong_number") : STATUS_OK;
}
