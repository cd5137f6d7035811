/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "zone.h"

static enum status state_of(struct call *call, const char *step, DecisionStep__State *ret_state)
{
    struct rows rows;
    SetDecisionStepReply steps = SET_DECISION_STEP_REPLY__INIT;
    TRY(sql(call, &SQL_list_decision_steps, &rows));
    rows_into(call, &rows, &steps, "steps");
    for (size_t i = 0; i < steps.n_steps; i++)
        if (text_equal(steps.steps[i]->step, step)) {
            *ret_state = steps.steps[i]->state;
            return STATUS_OK;
        }
    return fail_for(call, STATUS_NOT_FOUND, "STEP", "%s is no step of the customer's decision", step);
}

static void emit_changed(struct call *call, const Opportunity *opportunity, const SetDecisionStepRequest *in,
                         DecisionStep__State from, int64_t local_us)
{
    OpportunityDecisionStepChanged event = OPPORTUNITY_DECISION_STEP_CHANGED__INIT;
    char *today = arena_alloc(call->arena, DAY_TEXT);
    calendar_day_text(local_us, 0, today);
    event.opportunity_id = opportunity->id;
    event.step = in->step;
    event.has_from_state = event.has_to_state = true;
    event.from_state = from;
    event.to_state = in->state;
    event.on_day = in->on_day ? in->on_day : today;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, set_decision_step, SetDecisionStepRequest, SetDecisionStepReply)
{
    int64_t local_us;
    struct rows rows;
    Opportunity opportunity;
    DecisionStep__State from = DECISION_STEP__STATE__PENDING;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(state_of(call, in->step, &from));
    TRY(zone_now(call, &local_us));
    TRY(decision_move(from, in, local_us, &call->error));
    bind_text(call, "to_state", enum_word(&decision_step__state__descriptor, in->state));
    TRY(sql(call, &SQL_put_decision_step, &rows));
    if (in->state == DECISION_STEP__STATE__DONE)
        TRY(sql(call, &SQL_put_evidence_of_step, &rows));
    opportunity_touch(call, "decision_steps");
    TRY(opportunity_save(call, &opportunity));
    TRY(sql(call, &SQL_list_decision_steps, &rows));
    rows_into(call, &rows, out, "steps");
    emit_changed(call, &opportunity, in, from, local_us);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
