/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Contracts, list_delegations, ListDelegationsRequest, ListDelegationsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_delegations, &rows));
    rows_into(call, &rows, out, "delegations");
    return STATUS_OK;
}
