/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

RPC(Customers, remove_referral, RemoveReferralRequest, RemoveReferralReply)
{
    struct rows rows;
    CustomerReferralRemoved removed = CUSTOMER_REFERRAL_REMOVED__INIT;
    TRY(sql_one(call, &SQL_remove_referral, "referral", &rows));
    removed.referral_id = in->id;
    removed.customer_id = row_text(&rows, 0, "customer_id");
    removed.referrer_id = row_text(&rows, 0, "referrer_id");
    emit(call, &removed, "customer", removed.customer_id, row_text(&rows, 0, "owner_path"));
    return STATUS_OK;
}
