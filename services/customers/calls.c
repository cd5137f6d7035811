/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"

#include "decide.h"
#include "ledger.h"
#include "rooms.h"
#include "wire/pack.h"

Call *call_of_row(struct call *call, const struct rows *rows, size_t row)
{
    Call *made = wire_new(call->arena, &call__descriptor);
    made->decision = wire_new(call->arena, &contact_decision__descriptor);
    row_into(call, rows, row, made);
    row_into(call, rows, row, made->decision);
    decision_sum_up(made->decision);
    return made;
}

enum status invalidate_point(struct call *call, const char *point_id, const char *reason)
{
    struct rows locked, rows;
    struct error ignored;
    const char *to;
    bind_text(call, "point_id", point_id);
    TRY(sql(call, &SQL_lock_point, &locked));
    if (locked.n == 0 || lifecycle_step(&contact_point_lifecycle, row_text(&locked, 0, "state"), "invalidate", &to,
                                        &ignored) != STATUS_OK)
        return STATUS_OK;
    bind_text(call, "point_state", to);
    bind_text(call, "point_reason", reason);
    TRY(sql_one(call, &SQL_mark_point, "contact point", &rows));
    ContactPointInvalidated invalidated = CONTACT_POINT_INVALIDATED__INIT;
    row_into(call, &locked, 0, &invalidated);
    invalidated.contact_point_id = point_id;
    invalidated.reason = reason;
    emit(call, &invalidated, "contact_point", point_id, row_text(&locked, 0, "owner_path"));
    return STATUS_OK;
}

static void tell_wrapped(struct call *call, const Call *wrapped, const struct wrap *wrap, const char *owner_path)
{
    CallWrapped event = CALL_WRAPPED__INIT;
    event.call_id = wrapped->id;
    event.customer_id = wrapped->customer_id;
    event.lead_id = wrapped->lead_id;
    event.opportunity_id = wrapped->opportunity_id;
    event.agent_id = wrapped->agent_id;
    event.has_direction = event.has_customer_contact = event.has_answered = event.has_callback = 1;
    event.direction = wrapped->direction;
    event.disposition = wrap->disposition;
    event.customer_contact = wrap->customer_contact;
    event.answered = wrap->answered;
    event.callback = wrap->callback;
    event.has_do_not_call = event.has_automatic = 1;
    event.do_not_call = wrap->do_not_call;
    event.automatic = wrap->automatic;
    event.has_talk_s = wrapped->has_talk_s;
    event.talk_s = wrapped->talk_s;
    event.has_wrap_s = wrapped->has_wrap_s;
    event.wrap_s = wrapped->wrap_s;
    event.at = wrapped->wrapped_at;
    event.script_version = wrapped->script_version;
    emit(call, &event, "call", wrapped->id, owner_path);
}

enum status call_wrap(struct call *call, const struct rows *locked, const struct wrap *wrap, Call **ret)
{
    struct rows rows;
    struct subject subject;
    const char *to, *customer_id = row_text(locked, 0, "customer_id");
    TRY(lifecycle_step(&call_lifecycle, row_text(locked, 0, "state"), "wrap", &to, &call->error));
    TRY(subject_of_row(call, customer_id, locked, &subject));
    bind_text(call, "call_id", row_text(locked, 0, "id"));
    bind_text(call, "call_disposition", wrap->disposition);
    bind_text(call, "script", wrap->script_version);
    bind_sealed(call, "note_sealed", &subject, "call_note", wrap->note);
    bind_bool(call, "auto", wrap->automatic);
    TRY(sql_one(call, &SQL_wrap_call, "call", &rows));
    *ret = call_of_row(call, &rows, 0);
    tell_wrapped(call, *ret, wrap, row_text(locked, 0, "owner_path"));
    return STATUS_OK;
}
