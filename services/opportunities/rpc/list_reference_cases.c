/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"
#include "rooms.h"
#include "service/page.h"

RPC(Opportunities, list_reference_cases, ListReferenceCasesRequest, ListReferenceCasesReply)
{
    struct rows rows;
    size_t size = in->has_page_size ? in->page_size : PAGE_DEFAULT;
    bind_text(call, "after_code", is_blank(in->page_token) ? NULL : in->page_token);
    bind_int(call, "row_limit", (int64_t)size + 1);
    TRY(sql(call, &SQL_list_reference_cases, &rows));
    rows_into(call, &rows, out, "cases");
    if (out->n_cases > size) {
        out->n_cases = size;
        out->next_page_token = out->cases[size - 1]->code;
    }
    return cases_read_figures(call, out->cases, out->n_cases);
}
