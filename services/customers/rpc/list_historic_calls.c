/* SPDX-License-Identifier: Apache-2.0 */
#include "history.h"
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_historic_calls, ListHistoricCallsRequest, ListHistoricCallsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_historic_calls, &rows));
    rows_into(call, &rows, out, "calls");
    out->n_calls = rows.n > size ? size : rows.n;
    if (rows.n > size)
        out->next_page_token = page_token(call, 0, out->calls[size - 1]->id);
    return history_complete(call, out->calls, out->n_calls);
}
