/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"
#include "record.h"
#include "rooms.h"

RPC(Customers, list_contacts, ListContactsRequest, ListContactsReply)
{
    struct rows rows;
    bool more;
    TRY(bind_after_id(call, in->page_token));
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    bind_page(call, in->page_size);
    TRY(sql(call, &SQL_list_contacts, &rows));
    rows_into(call, &rows, out, "contacts");
    out->n_contacts = page_rows(&rows, in->page_size, &more);
    if (more)
        out->next_page_token = out->contacts[out->n_contacts - 1]->id;
    return STATUS_OK;
}
