/* SPDX-License-Identifier: Apache-2.0
 * Somebody was spoken to; an inbound call is an attempt of the other side and starts the work as well.
 */
#include "dealspine/customers.pb-c.h"
#include "followup.h"

ON(call_answered, CallAnswered)
{
    const struct contact contact = {
        .lead_id = in->lead_id,
        .by = "CALL",
        .ref_id = in->call_id,
        .at_us = in->at ? lead_us(in->at) : call->now_us,
        .attempt = in->direction == CALL__DIRECTION__INBOUND,
        .effective = true,
    };
    return followup_apply(call, &contact);
}
