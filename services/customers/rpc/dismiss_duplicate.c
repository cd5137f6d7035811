/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

RPC(Customers, dismiss_duplicate, DismissDuplicateRequest, DismissDuplicateReply)
{
    struct rows rows;
    CustomerDuplicateDismissed dismissed = CUSTOMER_DUPLICATE_DISMISSED__INIT;
    TRY(sql_one(call, &SQL_dismiss_duplicate, "open pair", &rows));
    dismissed.duplicate_id = in->id;
    dismissed.customer_id = row_text(&rows, 0, "first_id");
    dismissed.other_id = row_text(&rows, 0, "second_id");
    emit(call, &dismissed, "customer", dismissed.customer_id, row_text(&rows, 0, "owner_path"));
    return STATUS_OK;
}
