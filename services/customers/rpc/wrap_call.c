/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "consent.h"
#include "rooms.h"

RPC(Customers, wrap_call, WrapCallRequest, WrapCallReply)
{
    struct rows flags, locked;
    TRY(sql(call, &SQL_find_disposition, &flags));
    if (flags.n == 0)
        return bad(call, "disposition",
                   "must be one of the dispositions, as INTERESTED, CALL_BACK, NO_ANSWER or DO_NOT_CALL");
    TRY(sql_one(call, &SQL_lock_call, "call", &locked));
    const struct wrap wrap = {
        .disposition = in->disposition,
        .script_version = in->script_version,
        .note = in->note,
        .customer_contact = row_bool(&flags, 0, "customer_contact"),
        .answered = row_bool(&flags, 0, "answered"),
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
