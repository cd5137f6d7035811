/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "followup.h"

ON(call_wrapped, CallWrapped)
{
    const struct contact contact = {
        .lead_id = in->lead_id,
        .by = "CALL",
        .ref_id = in->call_id,
        .at_us = in->at ? lead_us(in->at) : call->now_us,
        .effective = in->answered || in->customer_contact,
        .completed = true,
        .disposition = in->disposition,
        .do_not_call = in->do_not_call,
    };
    return followup_apply(call, &contact);
}
