/* SPDX-License-Identifier: Apache-2.0 */
#include "history.h"
#include "page.h"
#include "rooms.h"

RPC(Customers, list_historic_calls, ListHistoricCallsRequest, ListHistoricCallsReply)
{
    struct rows rows;
    bool more;
    TRY(bind_after_id(call, in->page_token));
    bind_page(call, in->page_size);
    TRY(sql(call, &SQL_list_historic_calls, &rows));
    rows_into(call, &rows, out, "calls");
    out->n_calls = page_rows(&rows, in->page_size, &more);
    if (more)
        out->next_page_token = out->calls[out->n_calls - 1]->id;
    return history_complete(call, out->calls, out->n_calls);
}
