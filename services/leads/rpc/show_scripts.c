/* SPDX-License-Identifier: Apache-2.0 */
#include "lead.h"
#include "rooms.h"
#include "zone.h"

RPC(Leads, show_scripts, ShowScriptsRequest, ShowScriptsReply)
{
    struct rows rows;
    const char *product = in->product, *stage = in->has_stage ? lead_state_name(in->stage) : NULL;
    if (in->lead_id) {
        TRY(sql_one(call, &SQL_get_lead, "lead", &rows));
        product = product ? product : row_text(&rows, 0, "product");
        stage = stage ? stage : row_text(&rows, 0, "state");
    }
    bind_text(call, "product", product);
    bind_text(call, "stage", stage);
    zone_bind(call);
    TRY(sql(call, &SQL_show_scripts, &rows));
    rows_into(call, &rows, out, "scripts");
    return STATUS_OK;
}
