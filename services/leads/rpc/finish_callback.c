/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"

RPC(Leads, finish_callback, FinishCallbackRequest, FinishCallbackReply)
{
    const uint64_t *expected = in->has_expected_version ? &in->expected_version : NULL;
    TRY(callback_take(call, in->callback_id, call->scope, expected, &out->callback));
    return callback_finish(call, out->callback, call->actor, in->call_id);
}
