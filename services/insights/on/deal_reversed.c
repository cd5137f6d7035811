/* SPDX-License-Identifier: Apache-2.0
 * The deal stays on record, marked; the period in which it had been counted is restated.
 */
#include "dealspine/contracts.pb-c.h"
#include "fact.h"
#include "rooms.h"
#include "watch.h"

ON(deal_reversed, DealReversed)
{
    TRY(fact_put(call, &SQL_reverse_deal));
    return watch_reversal(call, in->contract_id);
}
