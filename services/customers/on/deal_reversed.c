/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/contracts.pb-c.h"
#include "revenue.h"
#include "rooms.h"

ON(deal_reversed, DealReversed)
{
    struct rows rows;
    TRY(sql(call, &SQL_reverse_deal, &rows));
    return rows.n ? revenue_changed(call, row_text(&rows, 0, "customer_id")) : STATUS_OK;
}
