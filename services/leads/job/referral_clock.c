/* SPDX-License-Identifier: Apache-2.0
 * The time of a referral is over: the customer did not come.
 */
#include "referring.h"
#include "wire/pack.h"

JOB(referral_clock, ReferralClockJob)
{
    struct rows rows;
    bind_text(call, "scope", "");
    TRY(sql(call, &SQL_lock_referral, &rows));
    if (!rows.n)
        return STATUS_OK;
    Referral *referral = wire_new(call->arena, &referral__descriptor);
    row_into(call, &rows, 0, referral);
    if (referral->state != REFERRAL__STATE__OPEN)
        return STATUS_OK;
    TRY(referral_end(call, "miss", referral));
    ReferralMissed event = REFERRAL_MISSED__INIT;
    event.referral_id = referral->id;
    event.lead_id = referral->lead_id;
    event.customer_id = referral->customer_id;
    event.agent_id = referral->agent_id;
    event.team_path = referral->team_path;
    event.appointment_at = referral->appointment_at;
    emit(call, &event, "referral", referral->id, referral->owner_path);
    return STATUS_OK;
}
