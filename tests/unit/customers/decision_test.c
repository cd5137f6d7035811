/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/decision.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

static CustomerDecisionStep step(const char *code, int days)
{
    CustomerDecisionStep made = CUSTOMER_DECISION_STEP__INIT;
    made.code = code;
    made.has_days = days >= 0;
    made.days = days >= 0 ? (uint32_t)days : 0;
    return made;
}

static void test_CUS_19_the_cycle_is_what_was_said_or_the_sum_of_its_steps(void **state)
{
    (void)state;
    PutDecisionProfileRequest in = PUT_DECISION_PROFILE_REQUEST__INIT;
    CustomerDecisionStep a = step("A", 5), b = step("B", -1), c = step("C", 30);
    CustomerDecisionStep *steps[] = {&a, &b, &c};
    assert_int_equal(decision_cycle_days(&in), 0);
    in.steps = steps, in.n_steps = 3;
    assert_int_equal(decision_cycle_days(&in), 35);
    in.has_cycle_days = 1, in.cycle_days = 90;
    assert_int_equal(decision_cycle_days(&in), 90);
}

static void test_CUS_19_nothing_stands_there_twice(void **state)
{
    (void)state;
    struct error error = {0};
    PutDecisionProfileRequest in = PUT_DECISION_PROFILE_REQUEST__INIT;
    CustomerDecisionStep a = step("A", 5), b = step("B", 1);
    CustomerDecisionStep *two[] = {&a, &b}, *same[] = {&a, &a};
    KeyPerson user = KEY_PERSON__INIT, judge = KEY_PERSON__INIT;
    user.contact_id = judge.contact_id = "00000000-0000-7000-8000-000000000001";
    user.role = KEY_PERSON__ROLE__USER, judge.role = KEY_PERSON__ROLE__EVALUATOR;
    KeyPerson *both[] = {&user, &judge}, *twice[] = {&user, &user};
    in.steps = two, in.n_steps = 2, in.people = both, in.n_people = 2;
    assert_int_equal(decision_check(&in, &error), STATUS_OK);
    in.steps = same;
    assert_int_equal(decision_check(&in, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "steps");
    in.steps = two, in.people = twice;
    assert_int_equal(decision_check(&in, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "people");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_19_the_cycle_is_what_was_said_or_the_sum_of_its_steps),
        cmocka_unit_test(test_CUS_19_nothing_stands_there_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
