/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Contracts, list_approval_routes, ListApprovalRoutesRequest, ListApprovalRoutesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_routes, &rows));
    rows_into(call, &rows, out, "routes");
    for (size_t i = 0; i < out->n_routes; i++) {
        bind_text(call, "route_code", out->routes[i]->code);
        bind_int(call, "revision", out->routes[i]->revision);
        TRY(sql(call, &SQL_list_route_slots, &rows));
        rows_into(call, &rows, out->routes[i], "slots");
    }
    return STATUS_OK;
}
