/* SPDX-License-Identifier: Apache-2.0
 * After new rules: all customers whose tier was not set by hand, some at a time.
 */
#include "rooms.h"
#include "tiering.h"

enum { SOME = 500 };

JOB(retier, RetierJob)
{
    struct rows rows;
    GetTierRulesReply *rules;
    RetierJob next = RETIER_JOB__INIT;
    TRY(tier_rules(call, &rules));
    bind_int(call, "some", SOME);
    TRY(sql(call, &SQL_list_untiered, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(tier_apply(call, rules, &rows, i, NULL));
    if (rows.n < SOME)
        return STATUS_OK;
    next.after_id = row_text(&rows, SOME - 1, "id");
    return schedule(call, "retier", "all", call->now_us, &next);
}
