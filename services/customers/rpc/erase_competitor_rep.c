/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Customers, erase_competitor_rep, EraseCompetitorRepRequest, EraseCompetitorRepReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_erase_competitor_rep, "representative of a competitor", &rows));
    note(call, "reason", in->reason);
    return STATUS_OK;
}
