/* SPDX-License-Identifier: Apache-2.0
 * An activity of the customer's ledger concerns a deal: its effect is kept with both stages of that time, shows exit
 * criteria, and, when it reached the customer, starts the clock of stalling anew.
 */
#include "clock.h"
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

static enum status keep(struct call *call, const Opportunity *opportunity, bool *ret_new)
{
    struct rows rows;
    bind_text(call, "opportunity_id", opportunity->id);
    bind_text(call, "stage", opportunity->stage);
    bind_text(call, "purchase_stage",
              enum_word(&opportunity__purchase_stage__descriptor, opportunity->purchase_stage));
    TRY(sql(call, &SQL_put_activity, &rows));
    *ret_new = rows.n > 0;
    return rows.n > 0 ? sql(call, &SQL_put_evidence_of_activity, &rows) : STATUS_OK;
}

ON(activity_completed, ActivityCompleted)
{
    struct rows rows;
    Opportunity opportunity = OPPORTUNITY__INIT;
    bool is_new;
    if (is_blank(in->opportunity_id) || is_blank(in->type))
        return STATUS_OK;
    bind_text(call, "id", in->opportunity_id);
    TRY(sql(call, &SQL_lock_opportunity, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    row_into(call, &rows, 0, &opportunity);
    note(call, "opportunity", opportunity.id);
    TRY(keep(call, &opportunity, &is_new));
    bind_texts(call, "contacts", (const char *const *)in->target_contact_ids, in->n_target_contact_ids);
    if (in->effective && in->n_target_contact_ids > 0)
        TRY(sql(call, &SQL_touch_contacts, &rows));
    if (!is_new || !in->effective || time_us(in->at) <= time_us(opportunity.last_activity_at))
        return STATUS_OK;
    opportunity.last_activity_at = in->at;
    return stall_restart(call, &opportunity);
}
