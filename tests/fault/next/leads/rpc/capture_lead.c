/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"
#include "rooms.h"

RPC(Leads, capture_lead, CaptureLeadRequest, CaptureLeadReply)
{
    struct intake intake;
    struct rows rows;
    TRY(intake_ask(call, in, &intake));
    if (in->remark) {
        intake.lead->remark = in->remark;
        intake.lead->kind = LEAD__KIND__HOUSEHOLD;
    }
    TRY(intake_take(call, &intake, out));
    if (!in->remark)
        return STATUS_OK;
    bind_text(call, "lead_id", intake.lead->id);
    return sql(call, &SQL_put_remark, &rows);
}
