/* SPDX-License-Identifier: Apache-2.0
 * A customer who was sent to another channel came there (LEA-31): its receiver and who sent him share what comes of it. The
 * opportunity may be there, or come later with the conversion of one of the two leads.
 */
#include "credit.h"
#include "dealspine/leads.pb-c.h"
#include "rooms.h"

static enum status take(struct call *call, const char *id)
{
    Opportunity opportunity;
    bool found;
    TRY(opportunity_find(call, id, &opportunity, &found));
    if (!found || (opportunity.state != OPPORTUNITY__STATE__OPEN && opportunity.state != OPPORTUNITY__STATE__COMMITTED))
        return STATUS_OK;
    return credit_take_referral(call, &opportunity, true);
}

ON(referral_kept, ReferralKept)
{
    struct rows rows;
    const char *leads[] = {in->lead_id, in->kept_by_lead_id};
    bind_texts(call, "leads", leads, in->kept_by_lead_id ? 2 : 1);
    TRY(sql(call, &SQL_keep_referral_credit, &rows));
    TRY(sql(call, &SQL_list_credited, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(take(call, row_text(&rows, i, "id")));
    return STATUS_OK;
}
