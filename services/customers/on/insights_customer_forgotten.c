/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/insights.pb-c.h"
#include "erasure.h"

ON(insights_customer_forgotten, InsightsCustomerForgotten)
{
    const struct erasure_step step = {.service = "insights", .customer_id = in->customer_id};
    return erasure_told(call, &step);
}
