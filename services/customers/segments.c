/* SPDX-License-Identifier: Apache-2.0 */
#include "segments.h"

#include "rooms.h"
#include "wire/pack.h"

enum status segment_read(struct call *call, Segment **ret)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_segment, "segment", &rows));
    *ret = wire_new(call->arena, &segment__descriptor);
    row_into(call, &rows, 0, *ret);
    bind_int(call, "of_version", (int64_t)(*ret)->version);
    TRY(sql(call, &SQL_list_segment_criteria, &rows));
    rows_into(call, &rows, *ret, "criteria");
    return STATUS_OK;
}
