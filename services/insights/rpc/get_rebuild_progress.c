/* SPDX-License-Identifier: Apache-2.0 */
#include "ratio.h"
#include "rooms.h"
#include "wire/pack.h"

static GetRebuildProgressReply__Domain *domain_of(struct call *call, const struct rows *rows, size_t row)
{
    GetRebuildProgressReply__Domain *domain = wire_new(call->arena, &get_rebuild_progress_reply__domain__descriptor);
    domain->domain = row_text(rows, row, "domain");
    domain->has_pos = domain->has_head = domain->has_percent = true;
    domain->pos = (uint64_t)row_int(rows, row, "pos");
    domain->head = (uint64_t)row_int(rows, row, "head");
    domain->percent = (uint32_t)(domain->head ? 100 * domain->pos / domain->head : 100);
    if (row_bool(rows, row, "was_replayed"))
        domain->positions_per_s = ratio_new(call->arena, (int64_t)domain->pos, row_int(rows, row, "seconds"));
    return domain;
}

RPC(Insights, get_rebuild_progress, GetRebuildProgressRequest, GetRebuildProgressReply)
{
    struct rows rows;
    uint64_t pos = 0, head = 0;
    TRY(sql_one(call, &SQL_get_replay, "replay", &rows));
    row_into(call, &rows, 0, out);
    TRY(sql(call, &SQL_list_replay_domains, &rows));
    out->domains = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->domains);
    for (size_t i = 0; i < rows.n; i++) {
        GetRebuildProgressReply__Domain *domain = out->domains[out->n_domains++] = domain_of(call, &rows, i);
        pos += domain->pos;
        head += domain->head;
    }
    out->has_percent = true;
    out->percent = (uint32_t)(head ? 100 * pos / head : 100);
    return STATUS_OK;
}
