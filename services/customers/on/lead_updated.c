/* SPDX-License-Identifier: Apache-2.0
 * A wish not to be contacted that came with a later file holds for the customer, as one that came with the capture.
 */
#include <string.h>

#include "consent.h"
#include "dealspine/leads.pb-c.h"
#include "rooms.h"

static enum status block(struct call *call, const LeadUpdated *in, const char *kind, ContactPermission__Medium medium)
{
    struct rows points;
    bind_text(call, "kind", kind);
    TRY(sql(call, &SQL_points_of_kind, &points));
    for (size_t i = 0; i < points.n; i++) {
        const struct consent consent = {
            .point_id = row_text(&points, i, "id"),
            .customer_id = in->customer_id,
            .owner_path = row_text(&points, i, "owner_path"),
            .medium = medium,
            .purpose = "*",
            .state = CONTACT_PERMISSION__STATE__BLOCKED,
            .proof_ref = arena_printf(call->arena, "lead:%s", in->lead_id),
            .valid_from_us = call->now_us,
        };
        TRY(consent_write(call, &consent, NULL));
    }
    return STATUS_OK;
}

static bool has_field(const LeadUpdated *in, const char *name)
{
    for (size_t i = 0; i < in->n_fields; i++)
        if (strcmp(in->fields[i], name) == 0)
            return true;
    return false;
}

ON(lead_updated, LeadUpdated)
{
    if (!in->customer_id)
        return STATUS_OK;
    if (in->do_not_call && has_field(in, "do_not_call"))
        TRY(block(call, in, "PHONE", CONTACT_PERMISSION__MEDIUM__CALL));
    if (in->do_not_email && has_field(in, "do_not_email"))
        TRY(block(call, in, "EMAIL", CONTACT_PERMISSION__MEDIUM__EMAIL));
    return STATUS_OK;
}
