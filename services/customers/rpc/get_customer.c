/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, get_customer, GetCustomerRequest, GetCustomerReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_customer, "customer", &rows));
    out->customer = wire_new(call->arena, &customer__descriptor);
    row_into(call, &rows, 0, out->customer);
    bind_text(call, "customer_id", in->id);
    TRY(sql(call, &SQL_list_points, &rows));
    rows_into(call, &rows, out, "contact_points");
    TRY(sql(call, &SQL_list_permissions, &rows));
    rows_into(call, &rows, out, "permissions");
    return STATUS_OK;
}
