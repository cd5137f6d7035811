/* SPDX-License-Identifier: Apache-2.0 */
#include "erasure.h"

#include "ledger.h"
#include "record.h"
#include "rooms.h"

enum status erasure_begin(struct call *call, const char *customer_id, const char *reason, CustomerErased *ret)
{
    struct rows customer, references, rows;
    struct error ignored;
    const char *to;
    CustomerErased erased = CUSTOMER_ERASED__INIT;
    TRY(lock_customer(call, customer_id, &customer));
    const char *state = row_text(&customer, 0, "state");
    if (text_equal(state, "MERGED") || lifecycle_step(&customer_lifecycle, state, "erase", &to, &ignored) != STATUS_OK)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_CLOSED", "this customer is %s", state);
    bind_text(call, "of_id", customer_id);
    bind_time(call, "since", call->now_us);
    TRY(sql_one(call, &SQL_list_references, "list", &references));
    bind_text(call, "ids", row_text(&references, 0, "alias_ids"));
    bind_text(call, "reason", reason);
    TRY(sql(call, &SQL_erase_customer, &rows));
    TRY(sql(call, &SQL_begin_erasure, &rows));
    row_into(call, &references, 0, &erased);
    erased.customer_id = customer_id;
    erased.reason = reason;
    emit(call, &erased, "customer", customer_id, row_text(&customer, 0, "owner_path"));
    *ret = erased;
    return STATUS_OK;
}

enum status erasure_told(struct call *call, const struct erasure_step *step)
{
    struct rows rows;
    CustomerErasureCompleted completed = CUSTOMER_ERASURE_COMPLETED__INIT;
    bind_text(call, "of_service", step->service);
    bind_int(call, "kept_rows", step->kept);
    bind_text(call, "why_kept", step->kept_reason);
    TRY(sql(call, &SQL_lock_erasure, &rows));
    TRY(sql(call, &SQL_step_erasure, &rows));
    if (rows.n == 0 || !row_bool(&rows, 0, "complete"))
        return STATUS_OK;
    completed.customer_id = step->customer_id;
    completed.has_kept = 1;
    completed.kept = (uint32_t)row_int(&rows, 0, "kept");
    emit(call, &completed, "customer", step->customer_id, call->event->owner_path);
    return STATUS_OK;
}
