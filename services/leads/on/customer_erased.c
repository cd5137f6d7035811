/* SPDX-License-Identifier: Apache-2.0
 * What was kept masked, and the words about the person, are destroyed; the leads stay as facts.
 */
#include "dealspine/customers.pb-c.h"
#include "rooms.h"
#include "service/forget.h"

ON(customer_erased, CustomerErased)
{
    LeadsCustomerForgotten forgotten = LEADS_CUSTOMER_FORGOTTEN__INIT;
    TRY(forget_words(call, &SQL_list_erased, &forgotten.rows));
    forgotten.customer_id = in->customer_id;
    forgotten.has_rows = 1;
    emit(call, &forgotten, "customer", in->customer_id, call->event->owner_path);
    return STATUS_OK;
}
