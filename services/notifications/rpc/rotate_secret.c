/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "signature.h"
#include "subscription.h"
#include "vault.h"

enum { OVERLAP_S = 86400 };

RPC(Notifications, rotate_secret, RotateSecretRequest, RotateSecretReply)
{
    struct rows rows;
    Subscription *held = out->subscription = arena_alloc(call->arena, sizeof *held);
    int64_t overlap_s = in->has_overlap_s ? in->overlap_s : OVERLAP_S;
    TRY(subscription_lock(call, held));
    if (held->state == SUBSCRIPTION__STATE__DISABLED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "a disabled subscription signs nothing any more");
    out->secret = signature_secret(call->arena);
    struct sealed sealed = vault_seal("secret", held->id, out->secret, call->arena);
    bind_text(call, "subscription_id", held->id);
    bind_bytes(call, "secret", sealed.data, sealed.size);
    bind_text(call, "until", NULL);
    if (overlap_s)
        bind_time(call, "until", call->now_us + overlap_s * 1000000);
    TRY(sql_one(call, &SQL_rotate_secret, "subscription", &rows));
    row_into(call, &rows, 0, held);
    return STATUS_OK;
}
