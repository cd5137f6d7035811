/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <string.h>

#include "corridor.h"
#include "rooms.h"
#include "zone.h"

static enum status check_prices(struct call *call, const PutPriceListRequest *in)
{
    struct rows rows;
    const char **products = arena_alloc(call->arena, in->n_prices * sizeof *products);
    for (size_t i = 0; i < in->n_prices; i++) {
        const Price *price = in->prices[i];
        TRY(corridor_is_ordered(price->list_minor, price->target_minor, price->floor_minor, &call->error));
        products[i] = price->product_code;
        for (size_t k = 0; k < i; k++)
            if (strcmp(products[k], products[i]) == 0)
                return bad(call, "prices", "must name each product once, %s comes twice", products[i]);
    }
    if (in->valid_from && in->valid_until && strcmp(in->valid_until, in->valid_from) < 0)
        return bad(call, "valid_until", "must not be before valid_from");
    bind_texts(call, "products", products, in->n_prices);
    TRY(sql(call, &SQL_list_unknown_products, &rows));
    if (rows.n > 0)
        return fail_for(call, STATUS_NOT_FOUND, "PRODUCT", "no product %s", row_text(&rows, 0, "code"));
    return STATUS_OK;
}

static enum status replace_prices(struct call *call, const PutPriceListRequest *in)
{
    struct rows rows;
    const char **lists = arena_alloc(call->arena, in->n_prices * sizeof *lists);
    const char **targets = arena_alloc(call->arena, in->n_prices * sizeof *targets);
    const char **floors = arena_alloc(call->arena, in->n_prices * sizeof *floors);
    for (size_t i = 0; i < in->n_prices; i++) {
        lists[i] = arena_printf(call->arena, "%" PRId64, in->prices[i]->list_minor);
        targets[i] = arena_printf(call->arena, "%" PRId64, in->prices[i]->target_minor);
        floors[i] = arena_printf(call->arena, "%" PRId64, in->prices[i]->floor_minor);
    }
    bind_texts(call, "lists", lists, in->n_prices);
    bind_texts(call, "targets", targets, in->n_prices);
    bind_texts(call, "floors", floors, in->n_prices);
    TRY(sql(call, &SQL_delete_prices, &rows));
    return sql(call, &SQL_insert_prices, &rows);
}

RPC(Opportunities, put_price_list, PutPriceListRequest, PutPriceListReply)
{
    struct rows rows;
    TRY(check_prices(call, in));
    zone_bind(call);
    TRY(sql_one(call, &SQL_put_price_list, "price list", &rows));
    out->price_list = arena_alloc(call->arena, sizeof *out->price_list);
    price_list__init(out->price_list);
    row_into(call, &rows, 0, out->price_list);
    TRY(replace_prices(call, in));
    TRY(sql(call, &SQL_list_prices, &rows));
    rows_into(call, &rows, out, "prices");
    return STATUS_OK;
}
