/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "segment.h"
#include "segments.h"
#include "service/page.h"
#include "wire/pack.h"

enum { SOME = 500 };

static SegmentMatch *match_of(struct call *call, const Segment *segment, const struct rows *rows, size_t row)
{
    const struct segment_facts facts = {
        .kind = row_text(rows, row, "kind"),
        .industry = row_text(rows, row, "industry"),
        .size_band = row_text(rows, row, "size_band"),
        .region = row_text(rows, row, "region"),
        .tier = row_text(rows, row, "tier"),
        .steps = row_text(rows, row, "steps"),
        .has_cycle = !row_is_null(rows, row, "decision_cycle_days"),
        .cycle_days = (uint32_t)row_int(rows, row, "decision_cycle_days"),
    };
    SegmentMatch *match = wire_new(call->arena, &segment_match__descriptor);
    match->customer_id = row_text(rows, row, "id");
    match->n_fits = segment->n_criteria;
    match->fits = arena_alloc(call->arena, segment->n_criteria * sizeof *match->fits + 1);
    match->has_score = 1;
    match->score = segment_score(segment->criteria, segment->n_criteria, &facts, match->fits);
    return match;
}

RPC(Customers, match_segment, MatchSegmentRequest, MatchSegmentReply)
{
    struct rows rows;
    Segment *segment;
    size_t ignored;
    uint32_t least = in->has_least_score ? in->least_score : 1;
    TRY(page_open(call, in->page_token, SOME, &ignored));
    TRY(segment_read(call, &segment));
    bind_int(call, "some", SOME);
    TRY(sql(call, &SQL_list_segment_facts, &rows));
    if (in->customer_id && rows.n == 0)
        return fail(call, STATUS_NOT_FOUND, "no such customer");
    out->matches = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->matches);
    for (size_t i = 0; i < rows.n; i++) {
        SegmentMatch *match = match_of(call, segment, &rows, i);
        if (match->score >= least)
            out->matches[out->n_matches++] = match;
    }
    if (rows.n == SOME)
        out->next_page_token = page_token(call, 0, row_text(&rows, SOME - 1, "id"));
    out->has_version = 1;
    out->version = segment->version;
    return STATUS_OK;
}
