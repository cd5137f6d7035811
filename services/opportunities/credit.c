/* SPDX-License-Identifier: Apache-2.0 */
#include "credit.h"

#include "rooms.h"

enum status credit_take_referral(struct call *call, Opportunity *opportunity, bool is_known)
{
    struct rows rows;
    bind_text(call, "id", opportunity->id);
    TRY(sql(call, &SQL_take_referral_credit, &rows));
    if (rows.n == 0 || !is_known)
        return STATUS_OK;
    opportunity_touch(call, "credit_split");
    return opportunity_save(call, opportunity);
}
