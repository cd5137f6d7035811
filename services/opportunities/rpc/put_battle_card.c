/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, put_battle_card, PutBattleCardRequest, PutBattleCardReply)
{
    struct rows rows;
    Opportunity opportunity;
    OpportunityBattleCardPut event = OPPORTUNITY_BATTLE_CARD_PUT__INIT;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql_one(call, &SQL_put_battle_card, "card", &rows));
    out->card = arena_alloc(call->arena, sizeof *out->card);
    battle_card__init(out->card);
    row_into(call, &rows, 0, out->card);
    opportunity_touch(call, "battle_cards");
    TRY(opportunity_save(call, &opportunity));
    event.opportunity_id = opportunity.id;
    event.competitor = in->competitor;
    event.currency = opportunity.currency;
    event.has_offer_minor = in->has_offer_minor;
    event.offer_minor = in->offer_minor;
    emit(call, &event, "opportunity", opportunity.id, opportunity.owner_path);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
