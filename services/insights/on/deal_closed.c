/* SPDX-License-Identifier: Apache-2.0 */
#include "credit.h"
#include "dealspine/contracts.pb-c.h"
#include "fact.h"
#include "rooms.h"
#include "watch.h"

ON(deal_closed, DealClosed)
{
    struct rows rows;
    TRY(fact_put(call, &SQL_put_deal));
    credit_bind(call, in);
    TRY(sql(call, &SQL_put_credit, &rows));
    return watch_deal(call, in->contract_id);
}
