/* SPDX-License-Identifier: Apache-2.0 */
#include "consent.h"

#include "rooms.h"
#include "wire/pack.h"

static void tell_granted(struct call *call, const struct consent *consent)
{
    PermissionGranted granted = PERMISSION_GRANTED__INIT;
    granted.contact_point_id = consent->point_id;
    granted.customer_id = consent->customer_id;
    granted.has_medium = 1;
    granted.medium = consent->medium;
    granted.purpose = consent->purpose;
    granted.legal_basis = consent->legal_basis;
    granted.valid_until = consent->valid_until_us ? time_message(call, consent->valid_until_us) : NULL;
    emit(call, &granted, "contact_point", consent->point_id, consent->owner_path);
}

static void tell_withdrawn(struct call *call, const struct consent *consent)
{
    PermissionWithdrawn withdrawn = PERMISSION_WITHDRAWN__INIT;
    withdrawn.contact_point_id = consent->point_id;
    withdrawn.customer_id = consent->customer_id;
    withdrawn.has_medium = 1;
    withdrawn.medium = consent->medium;
    withdrawn.purpose = consent->purpose;
    emit(call, &withdrawn, "contact_point", consent->point_id, consent->owner_path);
}

static void tell_blocked(struct call *call, const struct consent *consent)
{
    PermissionBlocked blocked = PERMISSION_BLOCKED__INIT;
    blocked.contact_point_id = consent->point_id;
    blocked.customer_id = consent->customer_id;
    blocked.has_medium = 1;
    blocked.medium = consent->medium;
    blocked.purpose = consent->purpose;
    blocked.valid_until = consent->valid_until_us ? time_message(call, consent->valid_until_us) : NULL;
    emit(call, &blocked, "contact_point", consent->point_id, consent->owner_path);
}

static void tell_unblocked(struct call *call, const struct consent *consent)
{
    PermissionUnblocked unblocked = PERMISSION_UNBLOCKED__INIT;
    unblocked.contact_point_id = consent->point_id;
    unblocked.customer_id = consent->customer_id;
    unblocked.has_medium = 1;
    unblocked.medium = consent->medium;
    unblocked.purpose = consent->purpose;
    emit(call, &unblocked, "contact_point", consent->point_id, consent->owner_path);
}

static void bind_consent(struct call *call, const struct consent *consent)
{
    bind_text(call, "point_id", consent->point_id);
    bind_text(call, "medium", enum_word(&contact_permission__medium__descriptor, (int)consent->medium));
    bind_text(call, "purpose", consent->purpose);
    bind_text(call, "state", enum_word(&contact_permission__state__descriptor, (int)consent->state));
    bind_text(call, "legal_basis", consent->legal_basis);
    bind_text(call, "proof_ref", consent->proof_ref);
    bind_text(call, "text_version", consent->text_version);
    bind_time(call, "valid_from", consent->valid_from_us);
    if (consent->valid_until_us)
        bind_time(call, "valid_until", consent->valid_until_us);
    else
        bind_text(call, "valid_until", NULL);
}

enum status consent_write(struct call *call, const struct consent *consent, ContactPermission **ret)
{
    struct rows rows;
    bind_consent(call, consent);
    TRY(sql(call, &SQL_set_permission, &rows));
    if (ret)
        *ret = NULL;
    if (rows.n == 0)
        return STATUS_OK;
    if (ret) {
        *ret = wire_new(call->arena, &contact_permission__descriptor);
        row_into(call, &rows, 0, *ret);
    }
    if (consent->state == CONTACT_PERMISSION__STATE__GRANTED)
        tell_granted(call, consent);
    else if (consent->state == CONTACT_PERMISSION__STATE__WITHDRAWN)
        tell_withdrawn(call, consent);
    else if (consent->state == CONTACT_PERMISSION__STATE__BLOCKED)
        tell_blocked(call, consent);
    else
        tell_unblocked(call, consent);
    return STATUS_OK;
}

enum status consent_block_calls(struct call *call, const char *point_id, const char *customer_id,
                                const char *owner_path)
{
    const struct consent block = {
        .point_id = point_id,
        .customer_id = customer_id,
        .owner_path = owner_path,
        .medium = CONTACT_PERMISSION__MEDIUM__CALL,
        .purpose = "*",
        .state = CONTACT_PERMISSION__STATE__BLOCKED,
        .valid_from_us = call->now_us,
    };
    return consent_write(call, &block, NULL);
}
