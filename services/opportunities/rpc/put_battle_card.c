/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, put_battle_card, PutBattleCardRequest, PutBattleCardReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql_one(call, &SQL_put_battle_card, "card", &rows));
    out->card = arena_alloc(call->arena, sizeof *out->card);
    battle_card__init(out->card);
    row_into(call, &rows, 0, out->card);
    opportunity_touch(call, "battle_cards");
    TRY(opportunity_save(call, &opportunity));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
