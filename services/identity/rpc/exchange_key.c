/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "pass.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Identity, exchange_key, ExchangeKeyRequest, ExchangeKeyReply)
{
    struct rows rows;
    int64_t expires_us;
    if (!call->peer)
        return fail(call, STATUS_FAILED_PRECONDITION, "a principal is made out to the CURVE key of a connection over TCP");
    TRY(pass_of_token(call, in->token, call->peer, &out->principal, &expires_us, &rows));
    out->expires_at = wire_new(call->arena, &google__protobuf__timestamp__descriptor);
    out->expires_at->seconds = expires_us / 1000000;
    out->expires_at->nanos = (int32_t)(expires_us % 1000000) * 1000;
    return STATUS_OK;
}
