/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/contracts.pb-c.h"
#include "revenue.h"
#include "rooms.h"
#include "standing.h"

/* Who has bought is no prospect any more, and not dormant. */
static enum status activate(struct call *call, const char *record_id)
{
    struct rows rows;
    bind_text(call, "record_id", record_id);
    TRY(sql(call, &SQL_lock_head, &rows));
    return rows.n ? standing_step(call, &rows, 0, "activate") : STATUS_OK;
}

ON(deal_closed, DealClosed)
{
    struct rows rows;
    TRY(sql(call, &SQL_add_deal, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TRY(activate(call, row_text(&rows, 0, "customer_id")));
    return revenue_changed(call, row_text(&rows, 0, "customer_id"));
}
