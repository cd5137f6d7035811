/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rules.h"
#include "service/page.h"

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
    return STATUS_OK;
}
