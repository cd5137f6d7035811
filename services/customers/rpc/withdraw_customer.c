/* SPDX-License-Identifier: Apache-2.0
 * Undoes one row of a file of customers: what came in by mistake is nobody's to keep.
 */
#include "erasure.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status check(struct call *call, const ImportedCustomer *imported)
{
    struct rows rows;
    if (imported->state != IMPORTED_CUSTOMER__STATE__CREATED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WAS_THERE", "the customer was there before this import");
    bind_text(call, "customer_id", imported->customer_id);
    TRY(sql_one(call, &SQL_find_customer_work, "customer", &rows));
    if (!row_is_null(&rows, 0, "work"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WORKED_ON", "%s", row_text(&rows, 0, "work"));
    return STATUS_OK;
}

RPC(Customers, withdraw_customer, WithdrawCustomerRequest, WithdrawCustomerReply)
{
    struct rows rows;
    CustomerErased erased;
    ImportedCustomer *imported = out->imported = wire_new(call->arena, &imported_customer__descriptor);
    TRY(sql_one(call, &SQL_lock_customer_import, "row of an import", &rows));
    row_into(call, &rows, 0, imported);
    if (!text_equal(imported->bulk_id, in->bulk_id))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "OTHER_IMPORT", "this customer did not come with that import");
    if (imported->state == IMPORTED_CUSTOMER__STATE__WITHDRAWN)
        return STATUS_OK;
    TRY(check(call, imported));
    TRY(erasure_begin(call, imported->customer_id, "import_undone", &erased));
    imported->state = IMPORTED_CUSTOMER__STATE__WITHDRAWN;
    return sql_one(call, &SQL_withdraw_customer_import, "row of an import", &rows);
}
