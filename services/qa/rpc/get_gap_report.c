/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "ratio.h"
#include "rooms.h"

static void add(RecordingGap *total, const RecordingGap *agent)
{
    total->answered += agent->answered;
    total->stored += agent->stored;
    total->accepted += agent->accepted;
    total->unaccepted += agent->unaccepted;
    total->expected += agent->expected;
}

static void sum_up(RecordingGap *gap)
{
    gap->has_gap_basis_points = true;
    gap->gap_basis_points = basis_points(gap->unaccepted + gap->expected, gap->answered);
}

RPC(Qa, get_gap_report, GetGapReportRequest, GetGapReportReply)
{
    struct rows rows;
    TRY(period_check(call, in->answered_from, in->answered_until));
    TRY(sql(call, &SQL_report_gaps, &rows));
    rows_into(call, &rows, out, "agents");
    out->total = arena_alloc(call->arena, sizeof *out->total);
    recording_gap__init(out->total);
    out->total->has_answered = out->total->has_stored = out->total->has_accepted = true;
    out->total->has_unaccepted = out->total->has_expected = true;
    for (size_t i = 0; i < out->n_agents; i++) {
        add(out->total, out->agents[i]);
        sum_up(out->agents[i]);
    }
    sum_up(out->total);
    return STATUS_OK;
}
