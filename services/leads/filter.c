/* SPDX-License-Identifier: Apache-2.0 */
#include "filter.h"

enum status filter_find(struct call *call, const LeadFilter *filter, size_t most, const char ***ret_ids, size_t *ret_n)
{
    struct rows rows;
    bind_message(call, filter);
    bind_text(call, "filter_bulk", filter->bulk_id);
    bind_text(call, "filter_owner", filter->owner_id);
    bind_int(call, "row_limit", (int64_t)most);
    TRY(sql(call, &SQL_list_filtered, &rows));
    *ret_n = rows.n;
    *ret_ids = arena_alloc(call->arena, (rows.n + 1) * sizeof **ret_ids);
    for (size_t i = 0; i < rows.n; i++)
        (*ret_ids)[i] = row_text(&rows, i, "id");
    return STATUS_OK;
}
