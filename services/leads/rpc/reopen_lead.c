/* SPDX-License-Identifier: Apache-2.0 */
#include "assess.h"
#include "place.h"
#include "rules.h"

static enum status take_slot(struct call *call, const Lead *lead)
{
    struct rows rows;
    if (!lead->customer_id)
        return STATUS_OK;
    bind_text(call, "customer_id", lead->customer_id);
    bind_text(call, "slot_product", lead_slot_product(call->arena, lead->product));
    TRY(sql_one(call, &SQL_take_slot, "slot", &rows));
    if (!text_equal(row_text(&rows, 0, "open_lead_id"), lead->id))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ANOTHER_OPEN",
                        "the customer has another open lead for this product");
    return STATUS_OK;
}

static void forget_end(struct call *call, Lead *lead)
{
    LeadReopened event = LEAD_REOPENED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.lost_reason = lead->lost_reason;
    if (lead->owner_id)
        lead->previous_owner_id = lead->owner_id;
    lead->owner_path = lead_team_of(call->arena, lead->owner_path);
    lead->owner_id = lead->lost_reason = lead->opportunity_id = NULL;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

RPC(Leads, reopen_lead, ReopenLeadRequest, ReopenLeadReply)
{
    struct held held;
    struct facts facts;
    struct placement placement;
    struct rows rows;
    const LeadRules *rules;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(lead_step(held.lead, "reopen", &call->error));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, held.lead, &facts));
    TRY(take_slot(call, held.lead));
    forget_end(call, held.lead);
    TRY(assess_again(call, rules, &facts, &held, "REOPEN"));
    TRY(place_by_rules(call, rules, &facts, NULL, NULL, held.lead, &placement));
    if (placement.owned) {
        bind_text(call, "agent_id", held.lead->owner_id);
        bind_int(call, "turn", placement.turn);
        bind_int(call, "pass", placement.pass);
        TRY(sql(call, &SQL_take_turn, &rows));
    }
    TRY(store_put(call, &held));
    place_emit(call, held.lead, &placement);
    out->lead = held.lead;
    return STATUS_OK;
}
