/* SPDX-License-Identifier: Apache-2.0
 * Facts are ids, times and amounts: there is nothing to destroy, and what is counted stays.
 */
#include "dealspine/customers.pb-c.h"
#include "rooms.h"

ON(customer_erased, CustomerErased)
{
    struct rows rows;
    InsightsCustomerForgotten forgotten = INSIGHTS_CUSTOMER_FORGOTTEN__INIT;
    TRY(sql(call, &SQL_forget_customer, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    forgotten.customer_id = in->customer_id;
    forgotten.has_rows = 1;
    emit(call, &forgotten, "customer", in->customer_id, call->event->owner_path);
    return STATUS_OK;
}
