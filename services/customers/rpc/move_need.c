/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static void tell(struct call *call, const struct rows *need, Need__State state)
{
    NeedConfirmed confirmed = NEED_CONFIRMED__INIT;
    NeedAddressed addressed = NEED_ADDRESSED__INIT;
    NeedDropped dropped = NEED_DROPPED__INIT;
    const char *id = row_text(need, 0, "id"), *owner_path = row_text(need, 0, "owner_path");
    row_into(call, need, 0, &confirmed);
    row_into(call, need, 0, &addressed);
    row_into(call, need, 0, &dropped);
    confirmed.need_id = addressed.need_id = dropped.need_id = id;
    if (state == NEED__STATE__CONFIRMED)
        emit(call, &confirmed, "need", id, owner_path);
    else if (state == NEED__STATE__ADDRESSED)
        emit(call, &addressed, "need", id, owner_path);
    else
        emit(call, &dropped, "need", id, owner_path);
}

RPC(Customers, move_need, MoveNeedRequest, MoveNeedReply)
{
    struct rows before, rows;
    const char *to, *verb = need_verb(enum_word(&need__state__descriptor, (int)in->state));
    if (!verb)
        return bad(call, "state", "must be CONFIRMED, ADDRESSED or DROPPED");
    TRY(sql_one(call, &SQL_lock_need, "need", &before));
    TRY(version_expect("need", (uint64_t)row_int(&before, 0, "version"),
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    TRY(lifecycle_step(&need_lifecycle, row_text(&before, 0, "state"), verb, &to, &call->error));
    bind_text(call, "need_state", to);
    TRY(sql_one(call, &SQL_move_need, "need", &rows));
    out->need = wire_new(call->arena, &need__descriptor);
    row_into(call, &rows, 0, out->need);
    out->need->customer_id = row_text(&before, 0, "customer_id");
    tell(call, &before, in->state);
    return STATUS_OK;
}
