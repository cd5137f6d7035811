/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"

RPC(Leads, remark_lead, RemarkLeadRequest, RemarkLeadReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_lead, "lead", &rows));
    Lead *lead = wire_new(call->arena, &lead__descriptor);
    row_into(call, &rows, 0, lead);
    TRY(sql_one(call, &SQL_put_remark, "lead", &rows));
    lead->remark = in->remark;
    LeadRemarked event = LEAD_REMARKED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.remark = in->remark;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    RemarkCareJob job = REMARK_CARE_JOB__INIT;
    job.lead_id = lead->id;
    TRY(schedule(call, "remark_care", lead->id, call->now_us, &job));
    out->lead = lead;
    return STATUS_OK;
}
