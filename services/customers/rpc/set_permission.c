/* SPDX-License-Identifier: Apache-2.0 */
#include "consent.h"
#include "rooms.h"

static enum status check_range(struct call *call, const SetPermissionRequest *in)
{
    if (in->state == CONTACT_PERMISSION__STATE__GRANTED && !in->legal_basis)
        return bad(call, "legal_basis", "must say on what the grant rests");
    if (in->valid_until && time_of(in->valid_until, 0) <= time_of(in->valid_from, call->now_us))
        return bad(call, "valid_until", "must be after valid_from");
    return STATUS_OK;
}

static enum status check_found(struct call *call, const SetPermissionRequest *in, const struct rows *found)
{
    if (!row_bool(found, 0, "has_purpose"))
        return bad(call, "purpose", "must be \"*\" or one of sales, service, survey, greeting, billing as they ship");
    if (!row_bool(found, 0, "has_basis"))
        return bad(call, "legal_basis",
                   "must be one of consent, contract, legitimate_interest, legal_obligation as they ship");
    if (in->state == CONTACT_PERMISSION__STATE__GRANTED && text_equal(row_text(found, 0, "before"), "BLOCKED"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "BLOCKED",
                        "this is blocked; set it to UNKNOWN first if the customer wants so");
    return STATUS_OK;
}

RPC(Customers, set_permission, SetPermissionRequest, SetPermissionReply)
{
    struct rows found;
    TRY(check_range(call, in));
    TRY(sql_one(call, &SQL_find_permission, "contact point", &found));
    TRY(check_found(call, in, &found));
    const struct consent consent = {
        .point_id = in->contact_point_id,
        .customer_id = row_text(&found, 0, "customer_id"),
        .owner_path = row_text(&found, 0, "owner_path"),
        .medium = in->medium,
        .purpose = in->purpose,
        .state = in->state,
        .legal_basis = in->legal_basis,
        .proof_ref = in->proof_ref,
        .text_version = in->text_version,
        .valid_from_us = time_of(in->valid_from, call->now_us),
        .valid_until_us = time_of(in->valid_until, 0),
    };
    return consent_write(call, &consent, &out->permission);
}
