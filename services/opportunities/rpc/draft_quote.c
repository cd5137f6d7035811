/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <string.h>

#include "offering.h"
#include "rooms.h"
#include "schema/rule.h"
#include "zone.h"

/* The products at the prices of the list, or at their own. */
static enum status read_prices(struct call *call, const DraftQuoteRequest *in, const char *const *codes,
                               ListProductsReply *ret_products)
{
    struct rows rows;
    if (!in->price_list)
        return catalogue_read(call, codes, in->n_lines, ret_products);
    TRY(sql_one(call, &SQL_find_price_list, "price list", &rows));
    if (!row_bool(&rows, 0, "is_valid"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "LIST_NOT_VALID", "the price list %s is not valid today",
                        in->price_list);
    list_products_reply__init(ret_products);
    bind_texts(call, "codes", codes, in->n_lines);
    TRY(sql(call, &SQL_find_prices, &rows));
    rows_into(call, &rows, ret_products, "products");
    for (size_t i = 0; i < in->n_lines; i++)
        if (!catalogue_find(ret_products, codes[i]))
            return fail_for(call, STATUS_NOT_FOUND, "PRODUCT", "no product %s in the price list today", codes[i]);
    return STATUS_OK;
}

static enum status price_lines(struct call *call, const DraftQuoteRequest *in, const char *currency, Quote *quote)
{
    ListProductsReply products;
    const char **codes = arena_alloc(call->arena, in->n_lines * sizeof *codes);
    for (size_t i = 0; i < in->n_lines; i++)
        codes[i] = in->lines[i]->product_code;
    TRY(read_prices(call, in, codes, &products));
    quote->lines = arena_alloc(call->arena, in->n_lines * sizeof *quote->lines);
    for (size_t i = 0; i < in->n_lines; i++) {
        QuoteLine *line = quote->lines[quote->n_lines++] = arena_alloc(call->arena, sizeof *line);
        quote_line__init(line);
        TRY(quote_line_price(catalogue_find(&products, codes[i]), in->lines[i], currency, line, &call->error));
        TRY(quote_add(quote, line, &call->error));
    }
    return STATUS_OK;
}

static enum status keep_lines(struct call *call, const Quote *quote)
{
    struct rows rows;
    enum { CODE, NAME, KIND, QUANTITY, PRICE, DISCOUNT, NET, RATE, TAX, BELOW, FLOOR, COLUMNS };
    static const char *const names[COLUMNS] = {"codes", "names",     "kinds", "quantities", "prices", "discounts",
                                               "nets",  "tax_rates", "taxes", "below",      "floors"};
    size_t n = quote->n_lines;
    const char **columns = arena_alloc(call->arena, COLUMNS * n * sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const QuoteLine *line = quote->lines[i];
        const int64_t numbers[COLUMNS] = {
            [QUANTITY] = line->quantity, [PRICE] = line->price_minor, [DISCOUNT] = line->discount_basis_points,
            [NET] = line->net_minor, [RATE] = line->tax_basis_points, [TAX] = line->tax_minor,
            [FLOOR] = line->floor_minor,
        };
        for (size_t c = QUANTITY; c < COLUMNS; c++)
            columns[c * n + i] = arena_printf(call->arena, "%" PRId64, numbers[c]);
        columns[CODE * n + i] = line->product_code;
        columns[NAME * n + i] = line->name;
        columns[KIND * n + i] = enum_word(&product__kind__descriptor, line->kind);
        columns[BELOW * n + i] = line->below_floor ? "true" : "false";
    }
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns + c * n, n);
    return sql(call, &SQL_insert_quote_lines, &rows);
}

static enum status keep_quote(struct call *call, const Opportunity *opportunity, Quote *quote)
{
    struct rows rows;
    bind_text(call, "new_quote_id", new_id(call));
    bind_text(call, "quote_currency", opportunity->currency);
    bind_int(call, "net_minor", quote->net_minor);
    bind_int(call, "tax_minor", quote->tax_minor);
    bind_int(call, "total_minor", quote->total_minor);
    bind_bool(call, "outside_corridor", quote->outside_corridor);
    TRY(sql(call, &SQL_supersede_quotes, &rows));
    TRY(sql_one(call, &SQL_insert_quote, "quote", &rows));
    TRY(keep_lines(call, quote));
    row_into(call, &rows, 0, quote);
    return STATUS_OK;
}

RPC(Opportunities, draft_quote, DraftQuoteRequest, DraftQuoteReply)
{
    Opportunity opportunity;
    Quote quote = QUOTE__INIT;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    if (strcmp(in->valid_until, today) < 0)
        return bad(call, "valid_until", "must be today or a later day");
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(price_lines(call, in, opportunity.currency, &quote));
    TRY(keep_quote(call, &opportunity, &quote));
    opportunity_touch(call, "quotes");
    TRY(opportunity_save(call, &opportunity));
    TRY(quote_answer(call, &quote, &out->quote));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
