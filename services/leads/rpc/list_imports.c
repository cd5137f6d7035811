/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

enum { IMPORTS_PAGE = 50 };

RPC(Leads, list_imports, ListImportsRequest, ListImportsReply)
{
    struct rows rows;
    size_t size = in->has_page_size ? in->page_size : IMPORTS_PAGE;
    bind_int(call, "one_more", (int64_t)size + 1);
    TRY(sql(call, &SQL_list_imports, &rows));
    rows_into(call, &rows, out, "imports");
    if (out->n_imports <= size)
        return STATUS_OK;
    out->n_imports = size;
    out->next_page_token = out->imports[size - 1]->bulk_id;
    return STATUS_OK;
}
