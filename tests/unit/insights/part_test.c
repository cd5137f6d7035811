/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_first.h"
#include "part.h"

static struct error error;

static TargetPart of_value(int64_t value)
{
    TargetPart part = TARGET_PART__INIT;
    part.has_value = true;
    part.value = value;
    return part;
}

static TargetPart of_weight(uint32_t weight)
{
    TargetPart part = TARGET_PART__INIT;
    part.has_weight = true;
    part.weight = weight;
    return part;
}

static void INS_02_weights_share_exactly_what_values_leave(void **unused)
{
    (void)unused;
    TargetPart a = of_value(400), b = of_weight(1), c = of_weight(2), *parts[] = {&a, &b, &c};
    int64_t values[3];
    assert_int_equal(parts_divide(arena, 1000, 100, parts, 3, values, &error), STATUS_OK);
    assert_int_equal(values[0], 400);
    assert_int_equal(values[1], 167);
    assert_int_equal(values[2], 333);
}

static void INS_02_values_alone_may_leave_a_gap_or_exceed(void **unused)
{
    (void)unused;
    TargetPart a = of_value(400), b = of_value(900), *parts[] = {&a, &b};
    int64_t values[2];
    assert_int_equal(parts_divide(arena, 1000, 0, parts, 2, values, &error), STATUS_OK);
    assert_int_equal(values[0] + values[1], 1300);
}

static void INS_02_there_must_be_something_to_share(void **unused)
{
    (void)unused;
    TargetPart a = of_value(900), b = of_weight(1), *parts[] = {&a, &b};
    int64_t values[2];
    assert_int_equal(parts_divide(arena, 1000, 100, parts, 2, values, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NOTHING_LEFT");
}

static void INS_02_a_part_has_either_value_or_weight(void **unused)
{
    (void)unused;
    TargetPart neither = TARGET_PART__INIT, both = of_value(1), *parts[] = {&neither};
    int64_t values[1];
    assert_int_equal(parts_divide(arena, 1000, 0, parts, 1, values, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "parts");
    both.has_weight = true;
    both.weight = 1;
    parts[0] = &both;
    assert_int_equal(parts_divide(arena, 1000, 0, parts, 1, values, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(INS_02_weights_share_exactly_what_values_leave),
        TEST(INS_02_values_alone_may_leave_a_gap_or_exceed),
        TEST(INS_02_there_must_be_something_to_share),
        TEST(INS_02_a_part_has_either_value_or_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
