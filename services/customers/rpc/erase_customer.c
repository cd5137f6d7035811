/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger.h"
#include "record.h"
#include "rooms.h"

RPC(Customers, erase_customer, EraseCustomerRequest, EraseCustomerReply)
{
    struct rows customer, references, rows;
    struct error ignored;
    const char *to;
    TRY(lock_customer(call, in->customer_id, &customer));
    const char *state = row_text(&customer, 0, "state");
    if (text_equal(state, "MERGED") || lifecycle_step(&customer_lifecycle, state, "erase", &to, &ignored) != STATUS_OK)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_CLOSED", "this customer is %s", state);
    bind_text(call, "of_id", in->customer_id);
    bind_time(call, "since", call->now_us);
    TRY(sql_one(call, &SQL_list_references, "list", &references));
    bind_text(call, "ids", row_text(&references, 0, "alias_ids"));
    TRY(sql(call, &SQL_erase_customer, &rows));
    TRY(sql(call, &SQL_begin_erasure, &rows));
    CustomerErased erased = CUSTOMER_ERASED__INIT;
    row_into(call, &references, 0, &erased);
    erased.customer_id = in->customer_id;
    erased.reason = in->reason;
    emit(call, &erased, "customer", in->customer_id, row_text(&customer, 0, "owner_path"));
    out->customer_ids = erased.alias_ids;
    out->n_customer_ids = erased.n_alias_ids;
    return STATUS_OK;
}
