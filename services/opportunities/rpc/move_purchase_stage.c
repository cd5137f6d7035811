/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

static const char *stage_name(Opportunity__PurchaseStage stage)
{
    return enum_word(&opportunity__purchase_stage__descriptor, stage);
}

static void emit_moved(struct call *call, const Opportunity *opportunity, Opportunity__PurchaseStage from)
{
    OpportunityPurchaseStageChanged event = OPPORTUNITY_PURCHASE_STAGE_CHANGED__INIT;
    event.opportunity_id = opportunity->id;
    event.has_from_stage = event.has_to_stage = event.has_backwards = true;
    event.from_stage = from;
    event.to_stage = opportunity->purchase_stage;
    event.backwards = opportunity->purchase_stage < from;
    event.stage = opportunity->stage;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, move_purchase_stage, MovePurchaseStageRequest, MovePurchaseStageReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    Opportunity__PurchaseStage from = opportunity.purchase_stage;
    if (from != in->to_stage) {
        opportunity.purchase_stage = in->to_stage;
        bind_text(call, "from_purchase_stage", stage_name(from));
        bind_text(call, "to_purchase_stage", stage_name(in->to_stage));
        TRY(sql(call, &SQL_insert_purchase_visit, &rows));
        TRY(opportunity_save(call, &opportunity));
        emit_moved(call, &opportunity, from);
    }
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
