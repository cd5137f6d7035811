/* SPDX-License-Identifier: Apache-2.0
 * Once: birth dates that were known before their days were indexed, some at a time.
 */
#include "caring.h"
#include "rooms.h"

enum { SOME = 200 };

static enum status index_one(struct call *call, const struct rows *rows, size_t row)
{
    struct subject subject;
    const char *birth_date, *contact_id = row_text(rows, row, "contact_id");
    const char *customer_id = row_text(rows, row, "customer_id");
    TRY(subject_of_nth(call, customer_id, rows, row, &subject));
    TRY(row_unseal(call, rows, row, "birth_date_sealed", &subject, contact_id ? "contact_birth_date" : "birth_date",
                   &birth_date));
    bind_birthday(call, birth_date);
    bind_text(call, "customer_id", customer_id);
    bind_text(call, "contact_id", contact_id);
    return sql_later(call, contact_id ? &SQL_index_contact_birthday : &SQL_index_customer_birthday);
}

JOB(index_birthdays, IndexBirthdaysJob)
{
    struct rows rows;
    bind_int(call, "some", SOME);
    TRY(sql(call, &SQL_list_unindexed_birthdays, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(index_one(call, &rows, i));
    return rows.n < SOME ? STATUS_OK : schedule(call, "index_birthdays", "all", call->now_us, in);
}
