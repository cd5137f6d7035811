/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"

RPC(Leads, get_lead, GetLeadRequest, GetLeadReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_lead, "lead", &rows));
    out->lead = wire_new(call->arena, &lead__descriptor);
    row_into(call, &rows, 0, out->lead);
    TRY(sql(call, &SQL_list_touches, &rows));
    rows_into(call, &rows, out, "touches");
    TRY(sql(call, &SQL_list_score_reasons, &rows));
    rows_into(call, &rows, out, "score_reasons");
    TRY(sql(call, &SQL_list_assessments, &rows));
    rows_into(call, &rows, out, "assessments");
    TRY(sql(call, &SQL_list_attributes, &rows));
    rows_into(call, &rows, out, "attributes");
    TRY(sql(call, &SQL_get_qualification, &rows));
    if (rows.n) {
        out->qualification = wire_new(call->arena, &lead_qualification__descriptor);
        row_into(call, &rows, 0, out->qualification);
    }
    return STATUS_OK;
}
