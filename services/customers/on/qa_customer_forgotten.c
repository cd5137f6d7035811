/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/qa.pb-c.h"
#include "erasure.h"

ON(qa_customer_forgotten, QaCustomerForgotten)
{
    const struct erasure_step step = {
        .service = "qa",
        .customer_id = in->customer_id,
        .kept = in->kept,
        .kept_reason = in->kept_reason,
    };
    return erasure_told(call, &step);
}
