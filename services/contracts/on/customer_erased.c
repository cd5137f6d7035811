/* SPDX-License-Identifier: Apache-2.0
 * Words beside the contracts are destroyed, and the chain of each says so. Texts that were agreed on are evidence: they
 * stay, sealed, and are reported.
 */
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "service/forget.h"

ON(customer_erased, CustomerErased)
{
    struct rows rows;
    ContractsCustomerForgotten forgotten = CONTRACTS_CUSTOMER_FORGOTTEN__INIT;
    TRY(forget_words(call, &SQL_list_erased, &forgotten.rows));
    TRY(sql(call, &SQL_list_erased, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Contract contract = CONTRACT__INIT;
        row_into(call, &rows, i, &contract);
        TRY(contract_chain(call, &contract, "erased"));
    }
    forgotten.customer_id = in->customer_id;
    forgotten.has_rows = forgotten.has_kept = 1;
    forgotten.kept = (uint32_t)rows.n;
    forgotten.kept_reason = rows.n ? "EVIDENCE" : NULL;
    emit(call, &forgotten, "customer", in->customer_id, call->event->owner_path);
    return STATUS_OK;
}
