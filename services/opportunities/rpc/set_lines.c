/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "base/money.h"
#include "corridor.h"
#include "held.h"
#include "quote.h"
#include "rooms.h"
#include "schema/rule.h"

/* Prices each line within its corridor; the reply's lines are the result. */
static enum status price_lines(struct call *call, const SetLinesRequest *in, const char *currency,
                               SetLinesReply *out, int64_t *ret_amount_minor)
{
    const char **codes = arena_alloc(call->arena, in->n_lines * sizeof *codes);
    ListProductsReply products;
    for (size_t i = 0; i < in->n_lines; i++)
        codes[i] = in->lines[i]->product_code;
    TRY(catalogue_read(call, codes, in->n_lines, &products));
    out->lines = arena_alloc(call->arena, in->n_lines * sizeof *out->lines);
    *ret_amount_minor = 0;
    for (size_t i = 0; i < in->n_lines; i++) {
        OpportunityLine *line = out->lines[i] = arena_alloc(call->arena, sizeof *line);
        opportunity_line__init(line);
        line->has_position = true;
        line->position = (uint32_t)i + 1;
        TRY(corridor_line(catalogue_find(&products, codes[i]), in->lines[i], currency, line, &call->error));
        if (!money_add(*ret_amount_minor, line->total_minor, ret_amount_minor))
            return fail_for(call, STATUS_OUT_OF_RANGE, "AMOUNT", "the sum of the lines exceeds 64 bits");
    }
    out->n_lines = in->n_lines;
    return STATUS_OK;
}

static enum status replace_lines(struct call *call, const SetLinesReply *out)
{
    struct rows rows;
    enum { CODE, NAME, KIND, QUANTITY, PRICE, DISCOUNT, TOTAL, COLUMNS };
    static const char *const names[COLUMNS] = {"codes",  "names",     "kinds", "quantities",
                                               "prices", "discounts", "totals"};
    size_t n = out->n_lines;
    const char **columns = arena_alloc(call->arena, COLUMNS * n * sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const OpportunityLine *line = out->lines[i];
        columns[CODE * n + i] = line->product_code;
        columns[NAME * n + i] = line->name;
        columns[KIND * n + i] = enum_word(&product__kind__descriptor, line->kind);
        columns[QUANTITY * n + i] = arena_printf(call->arena, "%" PRId64, line->quantity);
        columns[PRICE * n + i] = arena_printf(call->arena, "%" PRId64, line->price_minor);
        columns[DISCOUNT * n + i] = arena_printf(call->arena, "%" PRIu32, line->discount_basis_points);
        columns[TOTAL * n + i] = arena_printf(call->arena, "%" PRId64, line->total_minor);
    }
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns + c * n, n);
    TRY(sql(call, &SQL_delete_lines, &rows));
    return sql(call, &SQL_insert_lines, &rows);
}

RPC(Opportunities, set_lines, SetLinesRequest, SetLinesReply)
{
    struct rows counts;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql_one(call, &SQL_count_quotes, "opportunity", &counts));
    TRY(quotes_allow_lines(row_int(&counts, 0, "accepted"), &call->error));
    Opportunity before = opportunity;
    TRY(price_lines(call, in, opportunity.currency, out, &opportunity.amount_minor));
    TRY(replace_lines(call, out));
    opportunity_touch(call, "lines");
    TRY(opportunity_save_forecast(call, &before, &opportunity));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
