/* SPDX-License-Identifier: Apache-2.0
 * Once: names of organisations that were known before they were indexed whole, some at a time.
 */
#include "name.h"
#include "record.h"
#include "rooms.h"

enum { SOME = 200 };

JOB(index_names, IndexNamesJob)
{
    struct rows rows;
    struct subject subject;
    const char *name;
    IndexNamesJob next = INDEX_NAMES_JOB__INIT;
    bind_int(call, "some", SOME);
    TRY(sql(call, &SQL_list_unindexed_names, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        TRY(subject_of_nth(call, row_text(&rows, i, "id"), &rows, i, &subject));
        TRY(row_unseal(call, &rows, i, "name_sealed", &subject, "name", &name));
        bind_text(call, "customer_id", row_text(&rows, i, "id"));
        bind_org_name(call, "ORGANISATION", name);
        TRY(sql_later(call, &SQL_index_name));
    }
    if (rows.n < SOME)
        return STATUS_OK;
    next.after_id = row_text(&rows, SOME - 1, "id");
    return schedule(call, "index_names", "all", call->now_us, &next);
}
