/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "segment.h"
#include "wire/pack.h"

RPC(Customers, put_segment, PutSegmentRequest, PutSegmentReply)
{
    struct rows rows, ignored;
    TRY(segment_check(in->criteria, in->n_criteria, &call->error));
    TRY(sql_one(call, &SQL_segment_version, "version", &rows));
    uint64_t present = (uint64_t)row_int(&rows, 0, "version");
    TRY(version_expect("segment", present, in->has_expected_version ? &in->expected_version : NULL, &call->error));
    bind_int(call, "next", (int64_t)present + 1);
    TRY(sql_one(call, &SQL_add_segment, "segment", &rows));
    for (size_t i = 0; i < in->n_criteria; i++) {
        bind_message(call, in->criteria[i]);
        bind_int(call, "nth", (int64_t)i + 1);
        TRY(sql(call, &SQL_add_segment_criterion, &ignored));
    }
    out->segment = wire_new(call->arena, &segment__descriptor);
    row_into(call, &rows, 0, out->segment);
    out->segment->criteria = in->criteria;
    out->segment->n_criteria = in->n_criteria;
    return STATUS_OK;
}
