/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/notifications.pb-c.h"
#include "erasure.h"

ON(notifications_customer_forgotten, NotificationsCustomerForgotten)
{
    const struct erasure_step step = {.service = "notifications", .customer_id = in->customer_id};
    return erasure_told(call, &step);
}
