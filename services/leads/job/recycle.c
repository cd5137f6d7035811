/* SPDX-License-Identifier: Apache-2.0
 * Leads without effective contact: the owner is warned, then they go back to the pool (LEA-26). Comes back by itself.
 */
#include "place.h"
#include "rules.h"
#include "wire/pack.h"
#include "zone.h"

enum { PAGE = 50, EVERY_US = 60 * 1000000 };

/* However late the warning comes, the owner has his days after it. */
static void warn(struct call *call, const LeadPolicy *policy, Lead *lead)
{
    int64_t earliest = call->now_us + place_days(policy->recycle_warn_days);
    if (lead_us(lead->recycle_at) < earliest)
        lead->recycle_at = lead_time(call->arena, earliest);
    lead->has_recycle_warned = true, lead->recycle_warned = true;
    LeadRecycleWarned event = LEAD_RECYCLE_WARNED__INIT;
    event.lead_id = lead->id;
    event.owner_id = lead->owner_id;
    event.recycle_at = lead->recycle_at;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static enum status recycle(struct call *call, Lead *lead)
{
    TRY(place_give_back(call, "recycle", "nobody was reached in time", lead));
    LeadRecycled event = LEAD_RECYCLED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.previous_owner_id = lead->previous_owner_id;
    event.team_path = lead->owner_path;
    event.last_contacted_at = lead->last_contacted_at;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    return STATUS_OK;
}

JOB(recycle, RecycleJob)
{
    struct rows rows;
    const LeadRules *rules;
    ListLeadsReply *due = wire_new(call->arena, &list_leads_reply__descriptor);
    TRY(rules_active(call, &rules));
    bind_int(call, "warn_days", rules->policy->recycle_warn_days);
    zone_bind(call);
    TRY(sql(call, &SQL_pause_for_holidays, &rows));
    bind_int(call, "warn_days", rules->policy->recycle_warn_days);
    bind_int(call, "page", PAGE);
    TRY(sql(call, &SQL_list_recyclable, &rows));
    rows_into(call, &rows, due, "leads");
    for (size_t i = 0; i < due->n_leads; i++) {
        struct held held = {.lead = due->leads[i], .was = *due->leads[i]};
        if (held.lead->recycle_warned)
            TRY(recycle(call, held.lead));
        else
            warn(call, rules->policy, held.lead);
        TRY(store_put(call, &held));
    }
    return schedule(call, "recycle", "clock", call->now_us + (due->n_leads == PAGE ? 0 : EVERY_US), in);
}
