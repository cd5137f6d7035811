/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Customers, get_erasure, GetErasureRequest, GetErasureReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_erasure, "erased customer", &rows));
    row_into(call, &rows, 0, out);
    TRY(sql(call, &SQL_list_erasure_steps, &rows));
    rows_into(call, &rows, out, "steps");
    return STATUS_OK;
}
