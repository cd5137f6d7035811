/* SPDX-License-Identifier: Apache-2.0 */
#include "claiming.h"
#include "rooms.h"
#include "rules.h"
#include "service/page.h"
#include "zone.h"

/* What ClaimLead would count and refuse. */
static enum status tell_of_claims(struct call *call, const LeadPolicy *policy, ListPoolReply *out)
{
    struct rows rows;
    bind_int(call, "claims_per_day", policy->claims_per_day);
    zone_bind(call);
    TRY(sql(call, &SQL_count_claims_left, &rows));
    out->has_claims_left_today = rows.n > 0;
    if (rows.n)
        out->claims_left_today = (uint32_t)row_int(&rows, 0, "claims_left");
    for (size_t i = 0; i < out->n_leads; i++) {
        int64_t until_us = claim_cools_until(call, policy, out->leads[i]);
        if (until_us)
            out->leads[i]->claimable_at = lead_time(call->arena, until_us);
    }
    return STATUS_OK;
}

RPC(Leads, list_pool, ListPoolRequest, ListPoolReply)
{
    struct rows rows;
    size_t size;
    const LeadRules *rules;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(rules_active(call, &rules));
    bind_int(call, "cooldown_days", rules->policy->cooldown_days);
    TRY(sql(call, in->product ? &SQL_list_pool_of_product : &SQL_list_pool, &rows));
    rows_into(call, &rows, out, "leads");
    if (out->n_leads > size) {
        const Lead *last = out->leads[size - 1];
        out->n_leads = size;
        out->next_page_token = page_token(call, -last->priority, last->id);
    }
    return tell_of_claims(call, rules->policy, out);
}
