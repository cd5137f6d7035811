/* SPDX-License-Identifier: Apache-2.0 */
#include "followup.h"

#include "assess.h"
#include "place.h"
#include "proposal.h"
#include "rules.h"
#include "since.h"
#include "steps.h"
#include "work.h"

enum { FOLLOWUP_POINTS_MAX = 100 };

struct followup {
    const struct contact *contact;
    struct held held;
    struct facts facts;
    const LeadRules *rules;
};

static enum status emit_first_contacted(struct call *call, const LeadPolicy *policy, const Lead *lead,
                                        const struct contact *contact)
{
    int64_t told_us = call->event->occurred_at ? lead_us(call->event->occurred_at) : call->now_us;
    int64_t given_us = since_response_us(contact->at_us, told_us);
    int64_t elapsed_s = (given_us - lead_us(lead->captured_at)) / 1000000;
    LeadFirstContacted event = LEAD_FIRST_CONTACTED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.has_elapsed_s = true, event.elapsed_s = elapsed_s > 0 ? elapsed_s : 0;
    event.has_in_time = true;
    event.in_time = !lead->sla_due_at || given_us <= lead_us(lead->sla_due_at);
    event.by = contact->by;
    event.has_working_s = true;
    TRY(work_seconds(call, policy, lead_us(lead->captured_at), given_us, &event.working_s));
    emit(call, &event, "lead", lead->id, lead->owner_path);
    return STATUS_OK;
}

static enum status count_attempt(struct call *call, struct followup *followup)
{
    const struct contact *contact = followup->contact;
    Lead *lead = followup->held.lead;
    if (!contact->attempt && !contact->effective)
        return STATUS_OK;
    lead->has_attempts = true, lead->attempts += contact->attempt;
    if (!lead->first_contacted_at) {
        lead->first_contacted_at = lead_time(call->arena, contact->at_us);
        TRY(emit_first_contacted(call, followup->rules->policy, lead, contact));
    }
    if (lead->state == LEAD__STATE__ASSIGNED)
        return lead_step(lead, "start", &call->error);
    return STATUS_OK;
}

/* Only effective contact keeps a lead from being recycled, or people would type a dot to keep it. */
static void count_effect(struct call *call, struct followup *followup)
{
    Lead *lead = followup->held.lead;
    int64_t at_us = followup->contact->at_us, last_us = lead_us(lead->last_contacted_at);
    if (!followup->contact->effective)
        return;
    lead->last_contacted_at = lead_time(call->arena, since_latest(at_us, last_us));
    if (!lead->recycle_at || !since_begins_anew(at_us, last_us, lead_us(lead->assigned_at)))
        return;
    lead->recycle_at = lead_time(call->arena, at_us + place_days(followup->rules->policy->recycle_days));
    lead->has_recycle_warned = true, lead->recycle_warned = false;
}

static enum status revive(struct call *call, struct followup *followup)
{
    Lead *lead = followup->held.lead;
    TRY(lead_step(lead, "revive", &call->error));
    lead->recycle_at = lead_time(call->arena, call->now_us + place_days(followup->rules->policy->recycle_days));
    LeadRevived event = LEAD_REVIVED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.has_intent = true, event.intent = lead->intent;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    return STATUS_OK;
}

static int clamp(int points)
{
    if (points > FOLLOWUP_POINTS_MAX)
        return FOLLOWUP_POINTS_MAX;
    return points < -FOLLOWUP_POINTS_MAX ? -FOLLOWUP_POINTS_MAX : points;
}

static void put_outcome(struct followup *followup)
{
    const struct contact *contact = followup->contact;
    if (contact->disposition) {
        followup->held.lead->disposition = contact->disposition;
        facts_drop(&followup->facts, "disposition");
        facts_add(&followup->facts, "disposition", contact->disposition);
    }
    if (contact->do_not_call) {
        followup->held.lead->do_not_call = true;
        facts_drop(&followup->facts, "do_not_call");
        facts_add(&followup->facts, "do_not_call", "true");
    }
}

static enum status weigh(struct call *call, struct followup *followup)
{
    const struct contact *contact = followup->contact;
    Lead *lead = followup->held.lead;
    put_outcome(followup);
    lead->has_followup_points = true;
    lead->followup_points = clamp(lead->followup_points + contact->intent * followup->rules->policy->intent_step);
    TRY(assess_again(call, followup->rules, &followup->facts, &followup->held, "FOLLOW_UP"));
    if (lead->state == LEAD__STATE__NURTURING && contact->intent > 0)
        TRY(revive(call, followup));
    return STATUS_OK;
}

/* As agreed with the customer, or by the lead's own plan, or by the cadence rules. */
static enum status put_next_contact(struct call *call, struct followup *followup)
{
    const struct contact *contact = followup->contact;
    Lead *lead = followup->held.lead;
    FollowUpStep *step;
    TRY(steps_met(call, lead, contact->ref_id, contact->at_us, &step));
    if (step) {
        lead->next_contact_at = step->due_at;
        lead->next_contact_channel = step->channel;
    } else {
        int64_t from_us = since_latest(contact->at_us, lead_us(lead->last_contacted_at));
        TRY(steps_by_cadence(call, followup->rules, &followup->facts, from_us, lead));
    }
    if (contact->next_contact_at)
        lead->next_contact_at = lead_time(call->arena, lead_us(contact->next_contact_at));
    return STATUS_OK;
}

/* The piece of work is over; what comes next is said. */
static void conclude(struct followup *followup)
{
    const struct contact *contact = followup->contact;
    Lead *lead = followup->held.lead;
    const struct impression impression = {
        .state = lead->state,
        .intent = lead->intent,
        .change = contact->intent,
        .concern = contact->concern,
        .effective = contact->effective,
        .attempts = lead->attempts,
    };
    lead->proposed_step = proposal_of(&impression);
    lead->pulled_at = NULL;
}

static void emit_followed_up(struct call *call, const struct followup *followup)
{
    static const char *const words[] = {"DOWN", "SAME", "UP"};
    const struct contact *contact = followup->contact;
    const Lead *lead = followup->held.lead;
    LeadFollowedUp event = LEAD_FOLLOWED_UP__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.by = contact->by;
    event.ref_id = contact->ref_id;
    event.has_effective = true, event.effective = contact->effective;
    event.disposition = contact->disposition;
    event.intent_change = contact->tells_intent ? words[contact->intent + 1] : NULL;
    event.next_contact_at = lead->next_contact_at;
    event.next_contact_channel = lead->next_contact_channel;
    event.proposed_step = lead->proposed_step;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

enum status followup_apply(struct call *call, const struct contact *contact)
{
    struct followup followup = {.contact = contact};
    if (!contact->lead_id)
        return STATUS_OK;
    TRY(store_find(call, contact->lead_id, &followup.held));
    if (!followup.held.lead || !lead_is_open(followup.held.lead))
        return STATUS_OK;
    TRY(rules_active(call, &followup.rules));
    TRY(store_facts(call, followup.held.lead, &followup.facts));
    TRY(count_attempt(call, &followup));
    count_effect(call, &followup);
    if (contact->completed) {
        TRY(weigh(call, &followup));
        TRY(put_next_contact(call, &followup));
        conclude(&followup);
        emit_followed_up(call, &followup);
    }
    return store_put(call, &followup.held);
}
