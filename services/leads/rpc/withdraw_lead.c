/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

static enum status check(struct call *call, const WithdrawLeadRequest *in, const Lead *lead)
{
    struct rows rows;
    const char *work = lead_work_since(lead);
    if (work)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WORKED_ON", "%s", work);
    bind_text(call, "lead_id", lead->id);
    bind_text(call, "bulk_id", in->bulk_id);
    TRY(sql_one(call, &SQL_other_touches, "lead", &rows));
    if (row_int(&rows, 0, "others") > 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ASKED_AGAIN",
                        "the person asked again by another way than this import");
    return STATUS_OK;
}

static void emit_withdrawn(struct call *call, const Lead *lead, Lead__State from)
{
    LeadWithdrawn event = LEAD_WITHDRAWN__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.bulk_id = lead->bulk_id;
    event.has_from_state = true, event.from_state = from;
    event.owner_id = lead->owner_id;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

RPC(Leads, withdraw_lead, WithdrawLeadRequest, WithdrawLeadReply)
{
    struct held held;
    TRY(store_take(call, in->lead_id, false, 0, &held));
    Lead *lead = out->lead = held.lead;
    Lead__State from = lead->state;
    if (!text_equal(lead->bulk_id, in->bulk_id))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "OTHER_IMPORT", "this lead did not come with that import");
    if (from == LEAD__STATE__WITHDRAWN)
        return STATUS_OK;
    TRY(check(call, in, lead));
    TRY(lead_step(lead, "withdraw", &call->error));
    lead->sla_due_at = lead->recycle_at = lead->next_contact_at = NULL;
    lead->next_contact_channel = NULL;
    TRY(store_put(call, &held));
    emit_withdrawn(call, lead, from);
    return STATUS_OK;
}
