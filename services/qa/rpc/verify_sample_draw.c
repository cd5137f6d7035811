/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "sample.h"

/* Picks again from the frozen members, as if nothing had been picked. */
static void pick_again(struct call *call, const SampleDraw *draw, const struct rows *rows, VerifySampleDrawReply *out)
{
    const struct share share = {draw->rate_basis_points, draw->min_per_agent};
    struct member *members = arena_alloc(call->arena, (rows->n + 1) * sizeof *members);
    for (size_t i = 0; i < rows->n; i++) {
        members[i].call_id = row_text(rows, i, "call_id");
        members[i].agent_id = row_text(rows, i, "agent_id");
    }
    sample_pick(members, rows->n, &share, draw->seed, call->arena);
    out->population_sha256 = population_hash(members, rows->n, call->arena);
    out->picked_sha256 = picked_hash(members, rows->n, call->arena);
    for (size_t i = 0; i < rows->n; i++)
        out->same = out->same && members[i].picked == row_bool(rows, i, "picked");
}

RPC(Qa, verify_sample_draw, VerifySampleDrawRequest, VerifySampleDrawReply)
{
    struct rows rows;
    SampleDraw draw = SAMPLE_DRAW__INIT;
    bind_text(call, "draw_id", in->id);
    TRY(sql_one(call, &SQL_get_draw, "draw", &rows));
    row_into(call, &rows, 0, &draw);
    TRY(sql(call, &SQL_list_members, &rows));
    out->has_same = out->same = true;
    pick_again(call, &draw, &rows, out);
    out->same = out->same && text_equal(out->population_sha256, draw.population_sha256) &&
                text_equal(out->picked_sha256, draw.picked_sha256);
    return STATUS_OK;
}
