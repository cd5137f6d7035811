/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

RPC(Leads, disqualify_lead, DisqualifyLeadRequest, DisqualifyLeadReply)
{
    struct held held;
    struct rows rows;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    Lead *lead = held.lead;
    TRY(lead_step(lead, "disqualify", &call->error));
    TRY(sql(call, &SQL_get_lost_reason, &rows));
    if (!rows.n)
        return bad(call, "reason", "reason must be one of the lost reasons, such as PRICE or NEED_MISMATCH");
    lead->lost_reason = in->reason;
    lead->sla_due_at = lead->recycle_at = lead->next_contact_at = NULL;
    lead->next_contact_channel = NULL;
    TRY(store_put(call, &held));
    LeadDisqualified event = LEAD_DISQUALIFIED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.reason = lead->lost_reason;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    out->lead = lead;
    return STATUS_OK;
}
