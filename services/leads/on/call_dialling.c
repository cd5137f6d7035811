/* SPDX-License-Identifier: Apache-2.0
 * The first attempt to reach the person starts the work.
 */
#include "dealspine/customers.pb-c.h"
#include "followup.h"

ON(call_dialling, CallDialling)
{
    const struct contact contact = {
        .lead_id = in->lead_id,
        .by = "CALL",
        .ref_id = in->call_id,
        .at_us = in->at ? lead_us(in->at) : call->now_us,
        .attempt = true,
    };
    return followup_apply(call, &contact);
}
