/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/contracts.pb-c.h"
#include "erasure.h"

ON(contracts_customer_forgotten, ContractsCustomerForgotten)
{
    const struct erasure_step step = {
        .service = "contracts",
        .customer_id = in->customer_id,
        .kept = in->kept,
        .kept_reason = in->kept_reason,
    };
    return erasure_told(call, &step);
}
