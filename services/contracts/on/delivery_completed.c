/* SPDX-License-Identifier: Apache-2.0
 * The customer has accepted everything: what after-sales had put together into other items is done, too.
 */
#include "dealspine/aftersales.pb-c.h"
#include "fulfilling.h"
#include "rooms.h"

ON(delivery_completed, DeliveryCompleted)
{
    return is_blank(in->contract_id) ? STATUS_OK : deliveries_take(call, in->contract_id, NULL);
}
