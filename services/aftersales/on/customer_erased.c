/* SPDX-License-Identifier: Apache-2.0
 * What the customer wrote and said, and what was written about it, is destroyed; dates and scores stay.
 */
#include "dealspine/customers.pb-c.h"
#include "rooms.h"
#include "service/forget.h"

ON(customer_erased, CustomerErased)
{
    AftersalesCustomerForgotten forgotten = AFTERSALES_CUSTOMER_FORGOTTEN__INIT;
    TRY(forget_words(call, &SQL_list_erased, &forgotten.rows));
    forgotten.customer_id = in->customer_id;
    forgotten.has_rows = 1;
    emit(call, &forgotten, "customer", in->customer_id, call->event->owner_path);
    return STATUS_OK;
}
