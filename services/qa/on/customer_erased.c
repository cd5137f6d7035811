/* SPDX-License-Identifier: Apache-2.0
 * Keys and bytes of the customer's recordings are destroyed, and what was written about the calls. A recording that is
 * held is reported; it ends with its hold. One that is awaited is awaited no more.
 */
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "service/forget.h"

static enum status end_recording(struct call *call, const char *call_id, uint32_t *ret_rows, uint32_t *ret_kept)
{
    struct rows rows;
    Recording recording;
    bind_text(call, "call_id", call_id);
    TRY(recording_lock(call, &recording));
    if (recording.state == RECORDING__STATE__EXPECTED)
        return recording_give_up(call, &recording, "CUSTOMER_ERASED");
    if (recording.state == RECORDING__STATE__HELD)
        ++*ret_kept;
    if (recording.state == RECORDING__STATE__STORED) {
        TRY(sql(call, &SQL_drop_bytes, &rows));
        ++*ret_rows;
    }
    recording.delete_after = time_message(call, call->now_us);
    TRY(recording_save(call, &recording));
    return recording.state == RECORDING__STATE__STORED ? recording_await_end(call, &recording) : STATUS_OK;
}

ON(customer_erased, CustomerErased)
{
    struct rows calls;
    QaCustomerForgotten forgotten = QA_CUSTOMER_FORGOTTEN__INIT;
    TRY(forget_words(call, &SQL_list_erased, &forgotten.rows));
    TRY(sql(call, &SQL_list_erased_calls, &calls));
    for (size_t i = 0; i < calls.n; i++)
        TRY(end_recording(call, row_text(&calls, i, "call_id"), &forgotten.rows, &forgotten.kept));
    forgotten.customer_id = in->customer_id;
    forgotten.has_rows = forgotten.has_kept = 1;
    forgotten.kept_reason = forgotten.kept ? "LEGAL_HOLD" : NULL;
    emit(call, &forgotten, "customer", in->customer_id, call->event->owner_path);
    return STATUS_OK;
}
