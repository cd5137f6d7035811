/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "service/page.h"

RPC(Contracts, list_authorities, ListAuthoritiesRequest, ListAuthoritiesReply)
{
    struct rows rows;
    size_t size;
    const char *today;
    int64_t begins_us;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(day_read(call, NULL, &today, &begins_us));
    bind_text(call, "today", today);
    TRY(sql(call, &SQL_list_authorities, &rows));
    rows_into(call, &rows, out, "authorities");
    if (out->n_authorities > size) {
        const Authority *last = out->authorities[size - 1];
        out->n_authorities = size;
        out->next_page_token = page_token(call, time_us(last->registered_at), last->id);
    }
    return STATUS_OK;
}
