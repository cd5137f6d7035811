/* SPDX-License-Identifier: Apache-2.0 */
#include "owner.h"

#include "rooms.h"

enum status give_owner(struct call *call, const char *customer_id, const char *owner_id, const char *owner_path,
                       const char *lead_id)
{
    struct rows rows;
    if (!customer_id || !owner_id || !owner_path)
        return STATUS_OK;
    bind_text(call, "customer_id", customer_id);
    bind_text(call, "new_owner_id", owner_id);
    bind_text(call, "new_owner_path", owner_path);
    TRY(sql(call, &SQL_set_owner, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    CustomerOwnerChanged changed = CUSTOMER_OWNER_CHANGED__INIT;
    changed.customer_id = customer_id;
    changed.owner_id = owner_id;
    changed.owner_path = owner_path;
    changed.lead_id = lead_id;
    emit(call, &changed, "customer", customer_id, owner_path);
    return STATUS_OK;
}
