/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/opportunities.pb-c.h"
#include "erasure.h"

ON(opportunities_customer_forgotten, OpportunitiesCustomerForgotten)
{
    const struct erasure_step step = {.service = "opportunities", .customer_id = in->customer_id};
    return erasure_told(call, &step);
}
