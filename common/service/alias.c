/* SPDX-License-Identifier: Apache-2.0 */
#include "service/alias.h"

#include "service/batch.h"

enum status alias_head(struct call *call, const char *id, const char **ret_head)
{
    struct rows rows;
    *ret_head = NULL;
    if (!id)
        return STATUS_OK;
    bind_text(call, "alias_id", id);
    TRY(sql_one(call, statement_of("alias_head"), "id", &rows));
    *ret_head = row_text(&rows, 0, "head_id");
    return STATUS_OK;
}
