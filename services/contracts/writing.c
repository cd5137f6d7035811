/* SPDX-License-Identifier: Apache-2.0 */
#include "writing.h"

#include <strings.h>

#include "rooms.h"

enum status writer_keep(struct call *call, const Contract *contract, enum text_part part)
{
    struct rows rows;
    if (strcasecmp(call->actor, contract->drafter_id) == 0)
        return STATUS_OK;
    bind_text(call, "contract_id", contract->id);
    bind_int(call, "text_version", contract->text_version);
    bind_text(call, "part", part == TEXT_WRITTEN ? "WRITTEN" : "SUBMITTED");
    return sql(call, &SQL_insert_author, &rows);
}

enum status writers_read(struct call *call, const Contract *contract, struct writers *ret_writers)
{
    struct rows rows;
    bind_text(call, "contract_id", contract->id);
    TRY(sql(call, &SQL_list_writers, &rows));
    const char **ids = arena_alloc(call->arena, (rows.n + 1) * sizeof *ids);
    for (size_t i = 0; i < rows.n; i++)
        ids[i] = row_text(&rows, i, "id");
    *ret_writers = (struct writers){ids, rows.n};
    return STATUS_OK;
}
