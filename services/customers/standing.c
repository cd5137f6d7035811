/* SPDX-License-Identifier: Apache-2.0 */
#include "standing.h"

#include "ledger.h"
#include "rooms.h"

enum status standing_step(struct call *call, const struct rows *rows, size_t row, const char *verb)
{
    const char *to;
    struct error ignored;
    static const char *fields[] = {"state"};
    CustomerProfileChanged changed = CUSTOMER_PROFILE_CHANGED__INIT;
    if (lifecycle_step(&customer_lifecycle, row_text(rows, row, "state"), verb, &to, &ignored) != STATUS_OK)
        return STATUS_OK;
    changed.customer_id = row_text(rows, row, "id");
    changed.fields = fields;
    changed.n_fields = 1;
    bind_text(call, "to_state", to);
    bind_text(call, "head_id", changed.customer_id);
    TRY(sql_later(call, &SQL_set_standing));
    emit(call, &changed, "customer", changed.customer_id, row_text(rows, row, "owner_path"));
    return STATUS_OK;
}
