/* SPDX-License-Identifier: Apache-2.0 */
#include "corridor.h"

#include <inttypes.h>
#include <string.h>

#include "base/money.h"
#include "schema/rule.h"

enum status corridor_is_ordered(int64_t list_minor, int64_t target_minor, int64_t floor_minor, struct error *error)
{
    if (target_minor > list_minor)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "target_minor", NULL,
                           "the target price must not exceed the list price");
    if (floor_minor > target_minor || floor_minor < 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "floor_minor", NULL,
                           "the floor price must be between 0 and the target price");
    return STATUS_OK;
}

enum status line_total(int64_t quantity, int64_t price_minor, uint32_t discount_basis_points, int64_t *ret_total_minor,
                       struct error *error)
{
    int64_t gross, discount;
    if (!money_times(price_minor, quantity, &gross) || !money_share(gross, discount_basis_points, &discount))
        return rule_broken(error, STATUS_OUT_OF_RANGE, "lines", NULL, "quantity times price exceeds 64 bits");
    *ret_total_minor = gross - discount;
    return STATUS_OK;
}

enum status line_price(const Product *product, const LineInput *input, const char *currency, int64_t *ret_price_minor,
                       int64_t *ret_total_minor, struct error *error)
{
    if (strcmp(product->currency, currency) != 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "lines", NULL, "%s is priced in %s, the opportunity in %s",
                           product->code, product->currency, currency);
    *ret_price_minor = input->has_price_minor ? input->price_minor : product->list_minor;
    return line_total(input->quantity, *ret_price_minor, input->discount_basis_points, ret_total_minor, error);
}

enum status line_floor(const Product *product, int64_t quantity, int64_t *ret_least_minor, struct error *error)
{
    if (!money_times(product->floor_minor, quantity, ret_least_minor))
        return rule_broken(error, STATUS_OUT_OF_RANGE, "lines", NULL, "quantity times floor exceeds 64 bits");
    return STATUS_OK;
}

static enum status above_floor(const Product *product, const OpportunityLine *line, struct error *error)
{
    int64_t least;
    TRY(line_floor(product, line->quantity, &least, error));
    if (line->total_minor >= least)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, "lines", "OUTSIDE_CORRIDOR",
                       "%s: %" PRId64 " for %" PRId64 " is under the floor of its corridor (list %" PRId64
                       ", target %" PRId64 ", floor %" PRId64 " each, so at least %" PRId64 ")",
                       product->code, line->total_minor, line->quantity, product->list_minor, product->target_minor,
                       product->floor_minor, least);
}

enum status corridor_line(const Product *product, const LineInput *input, const char *currency,
                          OpportunityLine *ret_line, struct error *error)
{
    TRY(line_price(product, input, currency, &ret_line->price_minor, &ret_line->total_minor, error));
    ret_line->product_code = product->code;
    ret_line->name = product->name;
    ret_line->has_kind = true;
    ret_line->kind = product->kind;
    ret_line->has_quantity = true;
    ret_line->quantity = input->quantity;
    ret_line->has_price_minor = true;
    ret_line->has_discount_basis_points = true;
    ret_line->discount_basis_points = input->discount_basis_points;
    ret_line->has_total_minor = true;
    return above_floor(product, ret_line, error);
}
