/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"

RPC(Identity, list_api_keys, ListApiKeysRequest, ListApiKeysReply)
{
    struct rows rows;
    TRY(bind_after_id(call, in->page_token));
    bind_page(call, in->has_page_size, in->page_size);
    TRY(sql(call, &SQL_list_api_keys, &rows));
    rows_into(call, &rows, out, "api_keys");
    out->n_api_keys = page_rows(call, &rows, in->has_page_size, in->page_size, "id", &out->next_page_token);
    return STATUS_OK;
}
