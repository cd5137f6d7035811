/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "library.h"
#include "proposal.h"
#include "rooms.h"

static enum status check(struct call *call, const PutReferenceCaseRequest *in)
{
    struct rows rows;
    TRY(figures_fit(in->figures, in->n_figures, &call->error));
    bind_texts(call, "products", (const char *const *)in->product_codes, in->n_product_codes);
    TRY(sql(call, &SQL_list_unknown_products, &rows));
    if (rows.n > 0)
        return fail_for(call, STATUS_NOT_FOUND, "PRODUCT", "no product %s", row_text(&rows, 0, "code"));
    return STATUS_OK;
}

static enum status keep_figures(struct call *call, const PutReferenceCaseRequest *in, uint32_t revision)
{
    struct rows rows;
    size_t n = in->n_figures;
    const char **room = arena_alloc(call->arena, (4 * n + 1) * sizeof *room);
    for (size_t i = 0; i < n; i++) {
        room[i] = in->figures[i]->metric;
        room[n + i] = arena_printf(call->arena, "%" PRId64, in->figures[i]->before);
        room[2 * n + i] = arena_printf(call->arena, "%" PRId64, in->figures[i]->after);
        room[3 * n + i] = in->figures[i]->unit;
    }
    bind_int(call, "revision", revision);
    bind_texts(call, "metrics", room, n);
    bind_texts(call, "befores", room + n, n);
    bind_texts(call, "afters", room + 2 * n, n);
    bind_texts(call, "units", room + 3 * n, n);
    return sql(call, &SQL_insert_case_figures, &rows);
}

RPC(Opportunities, put_reference_case, PutReferenceCaseRequest, PutReferenceCaseReply)
{
    struct rows rows;
    TRY(check(call, in));
    TRY(sql_one(call, &SQL_put_reference_case, "case", &rows));
    out->reference_case = arena_alloc(call->arena, sizeof *out->reference_case);
    reference_case__init(out->reference_case);
    row_into(call, &rows, 0, out->reference_case);
    TRY(keep_figures(call, in, out->reference_case->revision));
    return cases_read_figures(call, &out->reference_case, 1);
}
