/* SPDX-License-Identifier: Apache-2.0 */
#include "owner.h"

#include "rooms.h"

enum status give_owner(struct call *call, const struct owned_lead *lead)
{
    struct rows rows;
    if (!lead->customer_id || !lead->owner_id || !lead->owner_path)
        return STATUS_OK;
    bind_text(call, "customer_id", lead->customer_id);
    bind_text(call, "new_owner_id", lead->owner_id);
    bind_text(call, "new_owner_path", lead->owner_path);
    bind_text(call, "old_owner_id", lead->previous_owner_id);
    TRY(sql(call, &SQL_set_owner, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    CustomerOwnerChanged changed = CUSTOMER_OWNER_CHANGED__INIT;
    changed.customer_id = row_text(&rows, 0, "head_id");
    changed.from_owner_id = row_text(&rows, 0, "from_owner_id");
    changed.owner_id = lead->owner_id;
    changed.owner_path = lead->owner_path;
    changed.lead_id = lead->lead_id;
    emit(call, &changed, "customer", changed.customer_id, lead->owner_path);
    return STATUS_OK;
}
