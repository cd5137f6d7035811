/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"

RPC(Leads, cancel_callback, CancelCallbackRequest, CancelCallbackReply)
{
    const uint64_t *expected = in->has_expected_version ? &in->expected_version : NULL;
    TRY(callback_take(call, in->callback_id, call->scope, expected, &out->callback));
    TRY(promise_step(out->callback, "cancel", &call->error));
    TRY(callback_put(call, out->callback));
    CallbackCancelled event = CALLBACK_CANCELLED__INIT;
    event.callback_id = out->callback->id;
    event.lead_id = out->callback->lead_id;
    event.reason = in->reason;
    emit(call, &event, "callback", out->callback->id, out->callback->owner_path);
    return STATUS_OK;
}
