/* SPDX-License-Identifier: Apache-2.0 */
#include "referring.h"

#include "schema/rule.h"
#include "service/value.h"
#include "wire/pack.h"

enum status referral_end(struct call *call, const char *verb, Referral *referral)
{
    struct rows rows;
    TRY(referral_step(referral, verb, &call->error));
    referral->ended_at = time_message(call, call->now_us);
    bind_message(call, referral);
    TRY(sql(call, &SQL_save_referral, &rows));
    if (!rows.n)
        return fail(call, STATUS_ABORTED, "this referral was ended meanwhile");
    referral->version++;
    return unschedule(call, "referral_clock", referral->id);
}

enum status referrals_met(struct call *call, const Lead *captured)
{
    struct rows rows;
    bool is_place = captured->source_channel == CHANNEL__WEB || captured->source_channel == CHANNEL__STORE;
    if (!captured->customer_id || !captured->customer_known || !is_place)
        return STATUS_OK;
    bind_text(call, "customer_id", captured->customer_id);
    bind_text(call, "source_channel", enum_word(&channel__descriptor, captured->source_channel));
    TRY(sql(call, &SQL_lock_met_referral, &rows));
    if (!rows.n)
        return STATUS_OK;
    Referral *referral = wire_new(call->arena, &referral__descriptor);
    row_into(call, &rows, 0, referral);
    if (call->principal->kind == PRINCIPAL__KIND__USER)
        referral->receiver_id = call->actor;
    referral->kept_by_lead_id = captured->id;
    TRY(referral_end(call, "keep", referral));
    ReferralKept event = REFERRAL_KEPT__INIT;
    event.referral_id = referral->id;
    event.lead_id = referral->lead_id;
    event.customer_id = referral->customer_id;
    event.has_to_channel = true, event.to_channel = referral->to_channel;
    event.agent_id = referral->agent_id;
    event.has_agent_points = true, event.agent_points = referral->agent_points;
    event.receiver_id = referral->receiver_id;
    event.has_receiver_points = true, event.receiver_points = referral->receiver_points;
    event.kept_by_lead_id = captured->id;
    emit(call, &event, "referral", referral->id, referral->owner_path);
    return STATUS_OK;
}
