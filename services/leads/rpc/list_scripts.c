/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Leads, list_scripts, ListScriptsRequest, ListScriptsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_scripts, &rows));
    rows_into(call, &rows, out, "scripts");
    if (out->n_scripts > size) {
        const Script *last = out->scripts[size - 1];
        out->n_scripts = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
