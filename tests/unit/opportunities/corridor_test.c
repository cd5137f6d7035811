/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "opportunities/corridor.h"

static void the_corridor_is_ordered(void **unused)
{
    (void)unused;
    struct error error;
    assert_int_equal(corridor_is_ordered(100, 90, 80, &error), STATUS_OK);
    assert_int_equal(corridor_is_ordered(100, 100, 100, &error), STATUS_OK);
    assert_int_equal(corridor_is_ordered(100, 101, 80, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "target_minor");
    assert_int_equal(corridor_is_ordered(100, 90, 91, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "floor_minor");
    assert_int_equal(corridor_is_ordered(100, 90, -1, &error), STATUS_INVALID_ARGUMENT);
}

/* The discount of 3 x 33 at 50 % is 49.5, rounded away from zero to 50: 49 remain. */
static void the_discount_is_rounded_once_per_line(void **unused)
{
    (void)unused;
    static const struct {
        int64_t quantity, price_minor;
        uint32_t discount;
        int64_t total_minor;
    } rows[] = {{1, 100, 0, 100},     {3, 33, 5000, 49},    {1, 1, 5000, 0},        {1, 3, 5000, 1},
                {1, 10000, 1, 9999},  {1, 4999, 1, 4999},   {1, 5000, 1, 4999},     {7, 0, 10000, 0},
                {1, 999, 10000, 0},   {2, 12345, 1250, 21604}};
    struct error error;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t total = -1;
        assert_int_equal(line_total(rows[i].quantity, rows[i].price_minor, rows[i].discount, &total, &error),
                         STATUS_OK);
        assert_int_equal(total, rows[i].total_minor);
    }
}

static void what_exceeds_64_bits_is_refused(void **unused)
{
    (void)unused;
    struct error error;
    int64_t total = -1;
    assert_int_equal(line_total(2, INT64_MAX / 2 + 1, 0, &total, &error), STATUS_OUT_OF_RANGE);
    assert_int_equal(total, -1);
    assert_int_equal(line_total(1, INT64_MAX, 10000, &total, &error), STATUS_OK);
    assert_int_equal(total, 0);
}

static Product planner(void)
{
    Product product = PRODUCT__INIT;
    product.code = "planner";
    product.name = "Planner";
    product.kind = PRODUCT__KIND__PRODUCT;
    product.currency = "CNY";
    product.list_minor = 10000;
    product.target_minor = 9500;
    product.floor_minor = 9000;
    return product;
}

static enum status price(int64_t quantity, int64_t price_minor, uint32_t discount, const char *currency,
                         OpportunityLine *ret_line, struct error *error)
{
    Product product = planner();
    LineInput input = LINE_INPUT__INIT;
    input.quantity = quantity;
    input.has_price_minor = price_minor >= 0;
    input.price_minor = price_minor;
    input.discount_basis_points = discount;
    opportunity_line__init(ret_line);
    return corridor_line(&product, &input, currency, ret_line, error);
}

static void a_line_may_come_down_to_the_floor_and_no_further(void **unused)
{
    (void)unused;
    struct error error;
    OpportunityLine line;
    assert_int_equal(price(2, -1, 1000, "CNY", &line, &error), STATUS_OK);
    assert_int_equal(line.price_minor, 10000);
    assert_int_equal(line.total_minor, 18000);
    assert_int_equal(price(2, -1, 1001, "CNY", &line, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "OUTSIDE_CORRIDOR");
    assert_int_equal(price(1, 8999, 0, "CNY", &line, &error), STATUS_FAILED_PRECONDITION);
}

static void the_refusal_names_the_corridor(void **unused)
{
    (void)unused;
    struct error error;
    OpportunityLine line;
    assert_int_equal(price(1, 5000, 0, "CNY", &line, &error), STATUS_FAILED_PRECONDITION);
    assert_non_null(strstr(error.message, "planner"));
    assert_non_null(strstr(error.message, "list 10000"));
    assert_non_null(strstr(error.message, "target 9500"));
    assert_non_null(strstr(error.message, "floor 9000"));
}

static void another_currency_is_refused(void **unused)
{
    (void)unused;
    struct error error;
    OpportunityLine line;
    assert_int_equal(price(1, -1, 0, "EUR", &line, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "lines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corridor_is_ordered),
        cmocka_unit_test(the_discount_is_rounded_once_per_line),
        cmocka_unit_test(what_exceeds_64_bits_is_refused),
        cmocka_unit_test(a_line_may_come_down_to_the_floor_and_no_further),
        cmocka_unit_test(the_refusal_names_the_corridor),
        cmocka_unit_test(another_currency_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
