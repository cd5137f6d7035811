/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, put_competitor, PutCompetitorRequest, PutCompetitorReply)
{
    struct rows before, rows;
    TRY(sql(call, &SQL_lock_competitor, &before));
    TRY(version_expect("competitor", before.n ? (uint64_t)row_int(&before, 0, "version") : 0,
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    TRY(sql_one(call, &SQL_put_competitor, "competitor", &rows));
    out->competitor = wire_new(call->arena, &competitor__descriptor);
    row_into(call, &rows, 0, out->competitor);
    return STATUS_OK;
}
