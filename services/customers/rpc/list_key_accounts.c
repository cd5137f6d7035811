/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_key_accounts, ListKeyAccountsRequest, ListKeyAccountsReply)
{
    struct rows total, rows;
    size_t page = in->has_page_size ? in->page_size : PAGE_DEFAULT;
    bind_int(call, "row_limit", (int64_t)page + 1);
    TRY(sql(call, &SQL_get_revenue_total, &total));
    if (total.n)
        row_into(call, &total, 0, out);
    TRY(sql(call, &SQL_list_key_accounts, &rows));
    rows_into(call, &rows, out, "accounts");
    out->has_more = 1;
    out->more = rows.n > page;
    out->n_accounts = out->more ? page : rows.n;
    return STATUS_OK;
}
