/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/aftersales.pb-c.h"
#include "erasure.h"

ON(aftersales_customer_forgotten, AftersalesCustomerForgotten)
{
    const struct erasure_step step = {.service = "aftersales", .customer_id = in->customer_id};
    return erasure_told(call, &step);
}
