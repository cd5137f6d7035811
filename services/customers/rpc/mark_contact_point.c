/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static void tell(struct call *call, const ContactPoint *point, const char *owner_path)
{
    ContactPointVerified verified = CONTACT_POINT_VERIFIED__INIT;
    ContactPointInvalidated invalidated = CONTACT_POINT_INVALIDATED__INIT;
    verified.contact_point_id = invalidated.contact_point_id = point->id;
    verified.customer_id = invalidated.customer_id = point->customer_id;
    verified.has_kind = invalidated.has_kind = 1;
    verified.kind = invalidated.kind = point->kind;
    invalidated.reason = point->invalid_reason;
    if (point->state == CONTACT_POINT__STATE__VERIFIED)
        emit(call, &verified, "contact_point", point->id, owner_path);
    else if (point->state == CONTACT_POINT__STATE__INVALID)
        emit(call, &invalidated, "contact_point", point->id, owner_path);
}

RPC(Customers, mark_contact_point, MarkContactPointRequest, MarkContactPointReply)
{
    struct rows before, rows;
    const char *to, *verb = contact_point_verb(enum_word(&contact_point__state__descriptor, (int)in->state));
    if (!verb)
        return bad(call, "state", "must be VERIFIED, INVALID or RETIRED");
    if ((in->state == CONTACT_POINT__STATE__INVALID) != (in->reason != NULL))
        return bad(call, "reason", "must be given with INVALID, and with nothing else");
    bind_text(call, "point_id", in->id);
    TRY(sql_one(call, &SQL_lock_point, "contact point", &before));
    TRY(version_expect("contact point", (uint64_t)row_int(&before, 0, "version"),
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    TRY(lifecycle_step(&contact_point_lifecycle, row_text(&before, 0, "state"), verb, &to, &call->error));
    bind_text(call, "point_state", to);
    bind_text(call, "point_reason", in->reason);
    TRY(sql_one(call, &SQL_mark_point, "contact point", &rows));
    out->contact_point = wire_new(call->arena, &contact_point__descriptor);
    row_into(call, &rows, 0, out->contact_point);
    tell(call, out->contact_point, row_text(&before, 0, "owner_path"));
    return STATUS_OK;
}
