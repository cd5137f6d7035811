/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Qa, list_retention_policies, ListRetentionPoliciesRequest, ListRetentionPoliciesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_policies, &rows));
    rows_into(call, &rows, out, "policies");
    return STATUS_OK;
}
