/* SPDX-License-Identifier: Apache-2.0 */
#include "service/page.h"
#include "rooms.h"

RPC(Opportunities, list_products, ListProductsRequest, ListProductsReply)
{
    struct rows rows;
    size_t size = in->has_page_size ? in->page_size : PAGE_DEFAULT;
    bind_text(call, "after_code", is_blank(in->page_token) ? NULL : in->page_token);
    bind_int(call, "row_limit", (int64_t)size + 1);
    TRY(sql(call, &SQL_list_products, &rows));
    rows_into(call, &rows, out, "products");
    if (out->n_products > size) {
        out->n_products = size;
        out->next_page_token = out->products[size - 1]->code;
    }
    return STATUS_OK;
}
