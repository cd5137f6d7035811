/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

RPC(Customers, get_referral_statistics, GetReferralStatisticsRequest, GetReferralStatisticsReply)
{
    struct rows rows;
    if (in->since && time_of(in->until, call->now_us) <= time_us(in->since))
        return bad(call, "until", "must be after since");
    bind_bool(call, "by_referrer", false);
    TRY(sql(call, &SQL_list_referral_figures, &rows));
    rows_into(call, &rows, out, "roles");
    bind_bool(call, "by_referrer", true);
    TRY(sql(call, &SQL_list_referral_figures, &rows));
    rows_into(call, &rows, out, "referrers");
    TRY(sql(call, &SQL_list_referral_revenue, &rows));
    rows_into(call, &rows, out, "revenues");
    return STATUS_OK;
}
