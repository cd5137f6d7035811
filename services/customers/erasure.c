/* SPDX-License-Identifier: Apache-2.0 */
#include "erasure.h"

#include "rooms.h"

enum status erasure_told(struct call *call, const struct erasure_step *step)
{
    struct rows rows;
    CustomerErasureCompleted completed = CUSTOMER_ERASURE_COMPLETED__INIT;
    bind_text(call, "of_service", step->service);
    bind_int(call, "kept_rows", step->kept);
    bind_text(call, "why_kept", step->kept_reason);
    TRY(sql(call, &SQL_step_erasure, &rows));
    if (rows.n == 0 || !row_bool(&rows, 0, "complete"))
        return STATUS_OK;
    completed.customer_id = step->customer_id;
    completed.has_kept = 1;
    completed.kept = (uint32_t)row_int(&rows, 0, "kept");
    emit(call, &completed, "customer", step->customer_id, call->event->owner_path);
    return STATUS_OK;
}
