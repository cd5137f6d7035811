/* SPDX-License-Identifier: Apache-2.0 */
#include "mask.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, put_competitor_presence, PutCompetitorPresenceRequest, PutCompetitorPresenceReply)
{
    struct held held;
    struct rows rows;
    TRY(hold_head(call, in->customer_id, &held));
    TRY(check_competitor(call, in->competitor));
    bind_sealed(call, "note_sealed", &held.subject, "competitor_note", in->note);
    TRY(sql_one(call, &SQL_put_competitor_presence, "presence", &rows));
    out->presence = wire_new(call->arena, &competitor_presence__descriptor);
    row_into(call, &rows, 0, out->presence);
    out->presence->note = mask_text(call->arena, in->note);
    CompetitorPresenceChanged changed = COMPETITOR_PRESENCE_CHANGED__INIT;
    row_into(call, &rows, 0, &changed);
    emit(call, &changed, "customer", held.id, held.owner_path);
    return STATUS_OK;
}
