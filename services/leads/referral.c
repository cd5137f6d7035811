/* SPDX-License-Identifier: Apache-2.0 */
#include "referral.h"

#include "lead.h"
#include "promise.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"OPEN", "keep", "KEPT", "The customer came by the other channel."},
    {"OPEN", "miss", "MISSED", "He did not come within a day of the appointment."},
    {"OPEN", "cancel", "CANCELLED", "It was called off."},
};

const struct lifecycle referral_lifecycle = {"referral", "OPEN", rows, sizeof rows / sizeof *rows};

enum status referral_step(Referral *referral, const char *verb, struct error *error)
{
    int state;
    TRY(state_step(&referral_lifecycle, &referral__state__descriptor, referral->state, verb, &state, error));
    referral->has_state = true, referral->state = (Referral__State)state;
    return STATUS_OK;
}

enum status referral_check(const ReferLeadRequest *in, struct error *error)
{
    bool to_store = in->to_channel == CHANNEL__STORE;
    if (!to_store && in->to_channel != CHANNEL__WEB)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "to_channel", NULL, "must be WEB or STORE");
    if (to_store != (in->team_path != NULL))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "team_path", NULL,
                           to_store ? "must name the store's team" : "is for stores only");
    return promise_check_when(in->local, in->at, to_store, error);
}

void referral_split(const ReferLeadRequest *in, Referral *referral)
{
    referral->has_agent_points = referral->has_receiver_points = true;
    referral->agent_points = in->has_agent_points ? in->agent_points : REFERRAL_DEFAULT_POINTS;
    referral->receiver_points = REFERRAL_POINTS - referral->agent_points;
}

void referral_put_off(const Referral *referral, Lead *lead)
{
    int64_t until_us = lead_us(referral->lapses_at);
    lead->next_contact_at = referral->lapses_at;
    lead->next_contact_channel = "PHONE";
    if (lead->recycle_at && lead_us(lead->recycle_at) < until_us) {
        lead->recycle_at = referral->lapses_at;
        lead->has_recycle_warned = true, lead->recycle_warned = false;
    }
}
