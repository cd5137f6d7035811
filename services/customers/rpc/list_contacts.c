/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_contacts, ListContactsRequest, ListContactsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(sql(call, &SQL_list_contacts, &rows));
    rows_into(call, &rows, out, "contacts");
    out->n_contacts = rows.n > size ? size : rows.n;
    if (rows.n > size)
        out->next_page_token = page_token(call, 0, out->contacts[size - 1]->id);
    return STATUS_OK;
}
