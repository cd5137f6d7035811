/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Qa, list_sampling_plans, ListSamplingPlansRequest, ListSamplingPlansReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_plans, &rows));
    rows_into(call, &rows, out, "plans");
    return STATUS_OK;
}
