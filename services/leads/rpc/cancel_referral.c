/* SPDX-License-Identifier: Apache-2.0 */
#include "referring.h"
#include "service/value.h"
#include "wire/pack.h"

RPC(Leads, cancel_referral, CancelReferralRequest, CancelReferralReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_lock_referral, "referral", &rows));
    Referral *referral = wire_new(call->arena, &referral__descriptor);
    row_into(call, &rows, 0, referral);
    referral->reason = in->reason;
    TRY(referral_end(call, "cancel", referral));
    ReferralCancelled event = REFERRAL_CANCELLED__INIT;
    event.referral_id = referral->id;
    event.lead_id = referral->lead_id;
    event.reason = in->reason;
    emit(call, &event, "referral", referral->id, referral->owner_path);
    out->referral = referral;
    return STATUS_OK;
}
