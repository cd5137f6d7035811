/* SPDX-License-Identifier: Apache-2.0
 * An activity of the customer's ledger concerns a deal: its effect is kept with both stages of that time, shows exit
 * criteria, and, when it reached the customer, starts the clock of stalling anew.
 */
#include "clock.h"
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

/* What it shows, and what after a correction it does not show any more. */
static enum status show(struct call *call)
{
    struct rows rows;
    TRY(sql(call, &SQL_drop_evidence_of_activity, &rows));
    const char **criteria = arena_alloc(call->arena, (rows.n + 1) * sizeof *criteria);
    for (size_t i = 0; i < rows.n; i++)
        criteria[i] = row_text(&rows, i, "criterion");
    bind_texts(call, "criteria", criteria, rows.n);
    if (rows.n)
        TRY(sql(call, &SQL_restore_evidence, &rows));
    return sql(call, &SQL_put_evidence_of_activity, &rows);
}

static enum status keep(struct call *call, const Opportunity *opportunity, bool *ret_new)
{
    struct rows rows;
    bind_text(call, "opportunity_id", opportunity->id);
    bind_text(call, "stage", opportunity->stage);
    bind_text(call, "purchase_stage",
              enum_word(&opportunity__purchase_stage__descriptor, opportunity->purchase_stage));
    TRY(sql(call, &SQL_put_activity, &rows));
    *ret_new = rows.n > 0;
    return rows.n > 0 ? show(call) : STATUS_OK;
}

ON(activity_completed, ActivityCompleted)
{
    struct rows rows;
    Opportunity opportunity;
    bool found, is_new;
    TRY(opportunity_find(call, in->opportunity_id, &opportunity, &found));
    if (!found || is_blank(in->type))
        return STATUS_OK;
    TRY(keep(call, &opportunity, &is_new));
    bind_texts(call, "contacts", (const char *const *)in->target_contact_ids, in->n_target_contact_ids);
    if (in->effective && in->n_target_contact_ids > 0)
        TRY(sql(call, &SQL_touch_contacts, &rows));
    if (!is_new || !in->effective || time_us(in->at) <= time_us(opportunity.last_activity_at))
        return STATUS_OK;
    opportunity.last_activity_at = in->at;
    return stall_restart(call, &opportunity);
}
