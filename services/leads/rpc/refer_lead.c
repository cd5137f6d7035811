/* SPDX-License-Identifier: Apache-2.0 */
#include "moment.h"
#include "referral.h"
#include "rooms.h"
#include "service/value.h"
#include "store.h"
#include "wire/pack.h"

static enum status check_lead(struct call *call, const Lead *lead)
{
    if (!lead_is_open(lead))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "LEAD_CLOSED", "this lead is %s",
                        lead_state_name(lead->state));
    if (!lead->owner_id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_OWNER", "nobody has this lead; take it first");
    if (!lead->customer_id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_CUSTOMER",
                        "this lead has no contact point by which its customer would be known again");
    return STATUS_OK;
}

static enum status find_time(struct call *call, const ReferLeadRequest *in, Referral *referral)
{
    int64_t at_us = in->at ? time_us(in->at) : call->now_us + REFERRAL_DEFAULT_US;
    TRY(moment_find(call, in->local, at_us, &at_us, &referral->appointment_local));
    referral->zone = in->zone;
    referral->appointment_at = time_message(call, at_us);
    referral->lapses_at = time_message(call, at_us + REFERRAL_GRACE_US);
    return STATUS_OK;
}

static Referral *begin(struct call *call, const ReferLeadRequest *in, const Lead *lead)
{
    Referral *referral = wire_new(call->arena, &referral__descriptor);
    referral->id = new_id(call);
    referral->lead_id = lead->id;
    referral->customer_id = lead->customer_id;
    referral->has_state = true, referral->state = REFERRAL__STATE__OPEN;
    referral->has_to_channel = true, referral->to_channel = in->to_channel;
    referral->team_path = in->team_path;
    referral->agent_id = lead->owner_id;
    referral->owner_path = lead->owner_path;
    referral->created_at = time_message(call, call->now_us);
    referral->has_version = true, referral->version = 1;
    referral_split(in, referral);
    return referral;
}

static enum status write(struct call *call, const Referral *referral)
{
    struct rows rows;
    ReferralClockJob job = REFERRAL_CLOCK_JOB__INIT;
    bind_message(call, referral);
    TRY(sql(call, &SQL_add_referral, &rows));
    if (!rows.n)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "REFERRED", "this lead is referred already");
    job.referral_id = referral->id;
    return schedule(call, "referral_clock", referral->id, time_us(referral->lapses_at), &job);
}

static void emit_made(struct call *call, const Referral *referral)
{
    ReferralMade event = REFERRAL_MADE__INIT;
    event.referral_id = referral->id;
    event.lead_id = referral->lead_id;
    event.customer_id = referral->customer_id;
    event.agent_id = referral->agent_id;
    event.has_to_channel = true, event.to_channel = referral->to_channel;
    event.team_path = referral->team_path;
    event.appointment_at = referral->appointment_at;
    event.has_agent_points = true, event.agent_points = referral->agent_points;
    emit(call, &event, "referral", referral->id, referral->owner_path);
}

RPC(Leads, refer_lead, ReferLeadRequest, ReferLeadReply)
{
    struct held held;
    TRY(referral_check(in, &call->error));
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(check_lead(call, held.lead));
    Referral *referral = begin(call, in, held.lead);
    TRY(find_time(call, in, referral));
    TRY(write(call, referral));
    referral_put_off(referral, held.lead);
    TRY(store_put(call, &held));
    emit_made(call, referral);
    out->referral = referral;
    out->lead = held.lead;
    return STATUS_OK;
}
