/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"

RPC(Leads, set_agent_capacity, SetAgentCapacityRequest, SetAgentCapacityReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_set_agent_capacity, "agent", &rows));
    out->agent = wire_new(call->arena, &lead_agent__descriptor);
    row_into(call, &rows, 0, out->agent);
    return STATUS_OK;
}
