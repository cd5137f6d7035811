/* SPDX-License-Identifier: Apache-2.0
 * The customer has accepted what was owed to him (CON-13).
 */
#include "dealspine/aftersales.pb-c.h"
#include "fulfilling.h"
#include "rooms.h"

ON(delivery_item_accepted, DeliveryItemAccepted)
{
    if (is_blank(in->contract_id) || is_blank(in->product))
        return STATUS_OK;
    return deliveries_take(call, in->contract_id, in->product);
}
