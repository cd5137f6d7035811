/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/referral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_CUS_30_nobody_recommends_us_to_himself_nor_in_a_circle(void **state)
{
    (void)state;
    struct error error;
    const char *line[] = {"b", "c"};
    assert_int_equal(referral_check("a", "A", NULL, 0, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(referral_check("c", "a", line, 2, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "CIRCLE");
    assert_int_equal(referral_check("d", "a", line, 2, &error), STATUS_OK);
}

static void test_CUS_30_what_becomes_of_a_referral(void **state)
{
    (void)state;
    assert_int_equal(referral_outcome(false, 0), CUSTOMER_REFERRAL__OUTCOME__INTRODUCED);
    assert_int_equal(referral_outcome(true, 0), CUSTOMER_REFERRAL__OUTCOME__PURSUED);
    assert_int_equal(referral_outcome(false, 2), CUSTOMER_REFERRAL__OUTCOME__WON);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_30_nobody_recommends_us_to_himself_nor_in_a_circle),
        cmocka_unit_test(test_CUS_30_what_becomes_of_a_referral),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
