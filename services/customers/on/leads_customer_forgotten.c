/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "erasure.h"

ON(leads_customer_forgotten, LeadsCustomerForgotten)
{
    const struct erasure_step step = {.service = "leads", .customer_id = in->customer_id};
    return erasure_told(call, &step);
}
