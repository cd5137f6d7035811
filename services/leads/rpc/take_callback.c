/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"
#include "claiming.h"

RPC(Leads, take_callback, TakeCallbackRequest, TakeCallbackReply)
{
    struct held held;
    struct rows agent;
    Callback *callback;
    TRY(callback_take(call, in->callback_id, call->scope, NULL, &callback));
    if (callback->owner_id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "TAKEN", "somebody has taken this promise");
    if (callback->state == CALLBACK__STATE__DONE || callback->state == CALLBACK__STATE__CANCELLED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this promise was kept or dropped");
    TRY(claim_lock_caller(call, &agent));
    TRY(store_take(call, callback->lead_id, false, 0, &held));
    TRY(claim_to_ring(call, &agent, "callback", "took the promised call that anyone may make", &held));
    callback->owner_id = call->actor;
    callback->owner_path = held.lead->owner_path;
    TRY(callback_put(call, callback));
    out->callback = callback;
    out->lead = held.lead;
    return STATUS_OK;
}
