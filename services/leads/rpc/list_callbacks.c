/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Leads, list_callbacks, ListCallbacksRequest, ListCallbacksReply)
{
    struct rows rows;
    size_t size;
    const char *work_scope;
    bool works = call_may(call, "leads.work", &work_scope);
    bind_text(call, "work_scope", works ? work_scope : NULL); /* NULL: nobody's but the caller's own */
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_callbacks, &rows));
    rows_into(call, &rows, out, "callbacks");
    if (out->n_callbacks > size) {
        const Callback *last = out->callbacks[size - 1];
        out->n_callbacks = size;
        out->next_page_token = page_token(call, time_us(last->promised_at), last->id);
    }
    return STATUS_OK;
}
