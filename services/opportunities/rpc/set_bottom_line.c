/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, set_bottom_line, SetBottomLineRequest, SetBottomLineReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql(call, &SQL_put_bottom_line, &rows));
    opportunity_touch(call, "bottom_line");
    TRY(opportunity_save(call, &opportunity));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
