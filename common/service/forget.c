/* SPDX-License-Identifier: Apache-2.0 */
#include "service/forget.h"

#include "service/batch.h"

enum status forget_words(struct call *call, const struct statement *ids, uint32_t *ret_rows)
{
    struct rows rows;
    TRY(sql(call, ids, &rows));
    const char **texts = arena_alloc(call->arena, (rows.n + 1) * sizeof *texts);
    for (size_t i = 0; i < rows.n; i++)
        texts[i] = row_text(&rows, i, "id");
    bind_texts(call, "forgotten", texts, rows.n);
    TRY(sql_one(call, statement_of("forget_words"), "count", &rows));
    *ret_rows = (uint32_t)row_int(&rows, 0, "n");
    return STATUS_OK;
}
