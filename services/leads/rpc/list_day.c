/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"
#include "rules.h"

enum { LIMIT = 100 };

RPC(Leads, list_day, ListDayRequest, ListDayReply)
{
    struct rows rows;
    const LeadRules *rules;
    const char *claim_scope;
    TRY(rules_active(call, &rules));
    bool claims = !in->agent_id && call_may(call, "leads.claim", &claim_scope);
    bind_text(call, "claim_scope", claims ? claim_scope : NULL);
    bind_time(call, "until", in->until ? lead_us(in->until) : call->now_us + place_days(1));
    bind_int(call, "urgent_priority", rules->policy->urgent_priority);
    bind_int(call, "row_limit", in->has_limit ? in->limit : LIMIT);
    TRY(sql(call, &SQL_list_day, &rows));
    rows_into(call, &rows, out, "items");
    out->has_more = true;
    out->more = rows.n ? (uint32_t)row_int(&rows, 0, "total") - (uint32_t)rows.n : 0;
    return STATUS_OK;
}
