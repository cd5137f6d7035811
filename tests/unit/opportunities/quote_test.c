/* SPDX-License-Identifier: Apache-2.0
 * What an offer's lines cost, to the last minor unit, and who may decide on it; what is conceded; how near a forecast
 * came.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "opportunities/accuracy.h"
#include "opportunities/quote.h"
#include "opportunities/tactics.h"

static enum status price(int64_t list_minor, int64_t floor_minor, uint32_t tax, int64_t quantity, uint32_t discount,
                         QuoteLine *ret_line, struct error *error)
{
    Product product = PRODUCT__INIT;
    LineInput input = LINE_INPUT__INIT;
    product.code = "p";
    product.currency = "CNY";
    product.list_minor = list_minor;
    product.floor_minor = floor_minor;
    product.tax_basis_points = tax;
    input.quantity = quantity;
    input.discount_basis_points = discount;
    quote_line__init(ret_line);
    return quote_line_price(&product, &input, "CNY", ret_line, error);
}

static void net_and_tax_are_rounded_half_away_from_zero(void **unused)
{
    (void)unused;
    static const struct {
        int64_t list;
        uint32_t tax, discount;
        int64_t quantity, net, tax_minor;
    } cases[] = {
        {100, 0, 0, 1, 100, 0},
        {1, 5000, 0, 1, 1, 1},          /* half a unit of tax is a unit */
        {1, 4999, 0, 1, 1, 0},
        {1, 0, 5000, 1, 0, 0},          /* half a unit of discount is a unit */
        {3, 0, 5000, 1, 1, 0},
        {9999, 1300, 333, 3, 28998, 3770},
        {9999, 1300, 10000, 3, 0, 0},
        {INT64_C(900000000000000000), 0, 0, 10, INT64_C(9000000000000000000), 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error;
        QuoteLine line;
        assert_int_equal(price(cases[i].list, 0, cases[i].tax, cases[i].quantity, cases[i].discount, &line, &error),
                         STATUS_OK);
        assert_int_equal(line.net_minor, cases[i].net);
        assert_int_equal(line.tax_minor, cases[i].tax_minor);
    }
}

static void beyond_64_bits_is_refused(void **unused)
{
    (void)unused;
    struct error error;
    QuoteLine line;
    Quote quote = QUOTE__INIT;
    assert_int_equal(price(INT64_MAX, 0, 0, 2, 0, &line, &error), STATUS_OUT_OF_RANGE);
    assert_int_equal(price(INT64_MAX, 0, 1, 1, 0, &line, &error), STATUS_OK);
    assert_int_equal(quote_add(&quote, &line, &error), STATUS_OUT_OF_RANGE); /* net and tax together */
}

static void the_floor_is_of_the_whole_line(void **unused)
{
    (void)unused;
    struct error error;
    QuoteLine line;
    Quote quote = QUOTE__INIT;
    assert_int_equal(price(100, 90, 0, 10, 1000, &line, &error), STATUS_OK);
    assert_false(line.below_floor);
    assert_int_equal(quote_add(&quote, &line, &error), STATUS_OK);
    assert_false(quote.outside_corridor);
    assert_int_equal(price(100, 90, 0, 10, 1001, &line, &error), STATUS_OK); /* 10.01 % of 1000 is 100.1 */
    assert_int_equal(line.net_minor, 900);
    assert_int_equal(price(100, 90, 0, 10, 1010, &line, &error), STATUS_OK);
    assert_true(line.below_floor);
    assert_int_equal(quote_add(&quote, &line, &error), STATUS_OK);
    assert_true(quote.outside_corridor);
}

static void nobody_decides_on_his_own(void **unused)
{
    (void)unused;
    struct error error;
    Quote quote = QUOTE__INIT;
    quote.drafted_by = "a";
    quote.submitted_by = "b";
    assert_int_equal(quote_may_decide(&quote, "a", &error), STATUS_PERMISSION_DENIED);
    assert_int_equal(quote_may_decide(&quote, "b", &error), STATUS_PERMISSION_DENIED);
    assert_int_equal(quote_may_decide(&quote, "c", &error), STATUS_OK);
    quote.valid_until = "2026-01-31";
    assert_int_equal(quote_is_valid(&quote, "2026-01-31", &error), STATUS_OK);
    assert_int_equal(quote_is_valid(&quote, "2026-02-01", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(quotes_allow_commit(1, 0, &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(quotes_allow_commit(1, 1, &error), STATUS_OK);
    assert_int_equal(quotes_allow_commit(0, 0, &error), STATUS_OK);
    assert_int_equal(quotes_allow_commit(2, 0, &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(quotes_allow_lines(0, &error), STATUS_OK);
    assert_int_equal(quotes_allow_lines(1, &error), STATUS_FAILED_PRECONDITION);
}

static void pains_concessions_and_the_negotiation(void **unused)
{
    (void)unused;
    struct error error;
    RecordPainRequest pain = RECORD_PAIN_REQUEST__INIT;
    RecordObjectionRequest objection = RECORD_OBJECTION_REQUEST__INIT;
    assert_int_equal(pain_depth(&pain), 1);
    pain.example = "x";
    pain.sufferer = "it";
    pain.has_cost_minor = true;
    assert_int_equal(pain_depth(&pain), 4);
    assert_int_equal(concession_check(&objection, &error), STATUS_OK);
    objection.concession = "GIFT";
    assert_int_equal(concession_check(&objection, &error), STATUS_INVALID_ARGUMENT);
    objection.has_value_minor = true;
    assert_int_equal(concession_check(&objection, &error), STATUS_OK);
    const Negotiation__State P = NEGOTIATION__STATE__PREPARING, U = NEGOTIATION__STATE__UNDER_WAY,
                             A = NEGOTIATION__STATE__AGREED;
    assert_int_equal(negotiation_move(P, U, false, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_BOTTOM_LINE");
    assert_int_equal(negotiation_move(P, U, true, &error), STATUS_OK);
    assert_int_equal(negotiation_move(P, A, true, &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(negotiation_move(U, A, true, &error), STATUS_OK);
    assert_int_equal(negotiation_move(A, P, true, &error), STATUS_FAILED_PRECONDITION);
}

static void accuracy_has_no_fraction_and_no_bound_is_passed(void **unused)
{
    (void)unused;
    static const struct { int64_t actual, forecast, points; } cases[] = {
        {1000, 1000, 10000}, {1000, 700, 7000}, {1000, 1300, 7000}, {3, 2, 6666}, {1000, 3000, -10000},
        {1, INT64_MAX, -1000000}, {INT64_MAX, 0, 0}, {INT64_MAX, INT64_MAX, 10000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t points;
        assert_true(accuracy_basis_points(cases[i].actual, cases[i].forecast, &points));
        assert_int_equal(points, cases[i].points);
    }
    int64_t none;
    assert_false(accuracy_basis_points(0, 100, &none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(net_and_tax_are_rounded_half_away_from_zero),
        cmocka_unit_test(beyond_64_bits_is_refused),
        cmocka_unit_test(the_floor_is_of_the_whole_line),
        cmocka_unit_test(nobody_decides_on_his_own),
        cmocka_unit_test(accuracy_has_no_fraction_and_no_bound_is_passed),
        cmocka_unit_test(pains_concessions_and_the_negotiation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
