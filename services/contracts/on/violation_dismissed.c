/* SPDX-License-Identifier: Apache-2.0
 * It was no violation: what it held up may be signed.
 */
#include "dealspine/qa.pb-c.h"
#include "holding.h"
#include "rooms.h"

ON(violation_dismissed, ViolationDismissed)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_holds_of_violation, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Contract contract;
        bind_text(call, "id", row_text(&rows, i, "contract_id"));
        TRY(contract_lock(call, &contract));
        TRY(hold_release(call, &contract, row_text(&rows, i, "id"), "DISMISSED", NULL));
    }
    return STATUS_OK;
}
