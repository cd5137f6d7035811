/* SPDX-License-Identifier: Apache-2.0 */
#include "quote.h"

#include <inttypes.h>
#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "corridor.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"DRAFT", "approve", "APPROVED", "within the corridor, nobody has to decide"},
    {"DRAFT", "request", "IN_APPROVAL", "outside the corridor, somebody above decides"},
    {"IN_APPROVAL", "allow", "APPROVED", "the discount is approved"},
    {"IN_APPROVAL", "refuse", "DRAFT", "the discount is refused"},
    {"APPROVED", "send", "SENT", "the customer has it"},
    {"SENT", "accept", "ACCEPTED", "the customer takes it"},
    {"SENT", "reject", "REJECTED", "the customer does not take it"},
    {"SENT", "expire", "EXPIRED", "its last day is over"},
    {"DRAFT", "supersede", "SUPERSEDED", "there is a later version"},
    {"IN_APPROVAL", "supersede", "SUPERSEDED", "there is a later version: what was asked for lapses"},
    {"APPROVED", "supersede", "SUPERSEDED", "there is a later version: the approval lapses"},
    {"SENT", "supersede", "SUPERSEDED", "there is a later version"},
};

const struct lifecycle quote_lifecycle = {"quote", "DRAFT", rows, sizeof rows / sizeof *rows};

enum status quote_step(Quote *quote, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&quote_lifecycle, &quote__state__descriptor, quote->state, verb, &to, error));
    quote->state = (Quote__State)to;
    return STATUS_OK;
}

static void take_product(const Product *product, const LineInput *input, QuoteLine *line)
{
    line->product_code = product->code;
    line->name = product->name;
    line->has_kind = line->has_quantity = line->has_price_minor = line->has_discount_basis_points = true;
    line->has_net_minor = line->has_tax_basis_points = line->has_tax_minor = true;
    line->has_below_floor = line->has_floor_minor = true;
    line->kind = product->kind;
    line->quantity = input->quantity;
    line->discount_basis_points = input->discount_basis_points;
    line->tax_basis_points = product->tax_basis_points;
    line->floor_minor = product->floor_minor;
}

enum status quote_line_price(const Product *product, const LineInput *input, const char *currency, QuoteLine *ret_line,
                             struct error *error)
{
    int64_t least;
    TRY(line_price(product, input, currency, &ret_line->price_minor, &ret_line->net_minor, error));
    TRY(line_floor(product, input->quantity, &least, error));
    take_product(product, input, ret_line);
    if (!money_share(ret_line->net_minor, ret_line->tax_basis_points, &ret_line->tax_minor))
        return rule_broken(error, STATUS_OUT_OF_RANGE, "lines", NULL, "a line exceeds 64 bits");
    ret_line->below_floor = ret_line->net_minor < least;
    return STATUS_OK;
}

enum status quote_add(Quote *quote, const QuoteLine *line, struct error *error)
{
    if (!money_add(quote->net_minor, line->net_minor, &quote->net_minor) ||
        !money_add(quote->tax_minor, line->tax_minor, &quote->tax_minor) ||
        !money_add(quote->net_minor, quote->tax_minor, &quote->total_minor))
        return rule_broken(error, STATUS_OUT_OF_RANGE, "lines", NULL, "the sum of the lines exceeds 64 bits");
    quote->outside_corridor |= line->below_floor;
    return STATUS_OK;
}

enum status quote_may_decide(const Quote *quote, const char *actor, struct error *error)
{
    if (!text_equal(quote->drafted_by, actor) && !text_equal(quote->submitted_by, actor))
        return STATUS_OK;
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "OWN_DISCOUNT",
                       "who drafted or submitted a quote does not decide on its discount");
}

enum status quote_is_valid(const Quote *quote, const char *today, struct error *error)
{
    if (strcmp(quote->valid_until, today) >= 0)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "NOT_VALID", "the offer was valid until %s",
                       quote->valid_until);
}

enum status quotes_allow_commit(int64_t made, int64_t accepted, struct error *error)
{
    if (made == 0 || accepted > 0)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "QUOTE_NOT_ACCEPTED",
                       "offers were made and none of them was accepted");
}

enum status quotes_allow_lines(int64_t accepted, struct error *error)
{
    if (accepted == 0)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "QUOTE_ACCEPTED",
                       "the lines are those of the offer that the customer has accepted; a further offer changes them");
}
