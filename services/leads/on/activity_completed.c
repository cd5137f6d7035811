/* SPDX-License-Identifier: Apache-2.0
 * A follow-up, a visit, a mail. Corrections of a record change no clock and no score.
 */
#include "dealspine/customers.pb-c.h"
#include "followup.h"

ON(activity_completed, ActivityCompleted)
{
    int intent = 0;
    if (in->correction)
        return STATUS_OK;
    if (in->has_intent)
        intent = in->intent == ACTIVITY_COMPLETED__INTENT__UP     ? 1
                 : in->intent == ACTIVITY_COMPLETED__INTENT__DOWN ? -1
                                                                  : 0;
    const struct contact contact = {
        .lead_id = in->lead_id,
        .by = "ACTIVITY",
        .ref_id = in->activity_id,
        .at_us = in->at ? lead_us(in->at) : call->now_us,
        .attempt = !in->call_id, /* the call was counted when it was dialled */
        .effective = in->effective,
        .completed = true,
        .intent = intent,
        .tells_intent = in->has_intent,
        .concern = in->has_concern,
        .next_contact_at = in->next_contact_at,
    };
    return followup_apply(call, &contact);
}
