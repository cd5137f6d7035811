/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_imported_customers, ListImportedCustomersRequest, ListImportedCustomersReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_imported_customers, &rows));
    rows_into(call, &rows, out, "customers");
    if (rows.n <= size)
        return STATUS_OK;
    out->n_customers = size;
    out->next_page_token = page_token(call, 0, out->customers[size - 1]->id);
    return STATUS_OK;
}
