/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/contracts.pb-c.h"
#include "revenue.h"
#include "rooms.h"

ON(deal_closed, DealClosed)
{
    struct rows rows;
    TRY(sql(call, &SQL_add_deal, &rows));
    return rows.n ? revenue_changed(call, row_text(&rows, 0, "customer_id")) : STATUS_OK;
}
