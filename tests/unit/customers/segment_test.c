/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static SegmentCriterion one_of(SegmentCriterion__Field field, const char **values, size_t n, uint32_t weight)
{
    SegmentCriterion criterion = SEGMENT_CRITERION__INIT;
    criterion.has_field = criterion.has_weight = 1;
    criterion.field = field;
    criterion.values = values;
    criterion.n_values = n;
    criterion.weight = weight;
    return criterion;
}

static void test_CUS_27_a_score_is_the_weight_of_what_fits(void **state)
{
    (void)state;
    const char *mills[] = {"mill", "press"}, *cn[] = {"CN"}, *steps[] = {"board"};
    SegmentCriterion industry = one_of(SEGMENT_CRITERION__FIELD__INDUSTRY, mills, 2, 3),
                     region = one_of(SEGMENT_CRITERION__FIELD__REGION, cn, 1, 2),
                     step = one_of(SEGMENT_CRITERION__FIELD__DECISION_STEP, steps, 1, 1),
                     cycle = one_of(SEGMENT_CRITERION__FIELD__DECISION_CYCLE, NULL, 0, 1);
    cycle.has_most = 1, cycle.most = 90;
    SegmentCriterion *all[] = {&industry, &region, &step, &cycle};
    const struct {
        struct segment_facts facts;
        uint32_t score;
    } cases[] = {
        {{.industry = "press", .region = "CN", .steps = "trial,board", .has_cycle = true, .cycle_days = 90}, 100},
        {{.industry = "press", .region = "CN", .steps = "boards,aboard", .has_cycle = true, .cycle_days = 91}, 71},
        {{.region = "CN"}, 28},
        {{.industry = "bakery"}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        protobuf_c_boolean fits[4];
        assert_int_equal(segment_score(all, 4, &cases[i].facts, fits), cases[i].score);
        assert_int_equal(fits[1], cases[i].facts.region != NULL);
    }
    protobuf_c_boolean fits[4];
    industry.must = 1;
    assert_int_equal(segment_score(all, 4, &cases[2].facts, fits), 0);
}

static void test_CUS_27_what_is_wrong_with_a_criterion(void **state)
{
    (void)state;
    const char *cn[] = {"CN"};
    struct error error;
    SegmentCriterion region = one_of(SEGMENT_CRITERION__FIELD__REGION, cn, 1, 1),
                     cycle = one_of(SEGMENT_CRITERION__FIELD__DECISION_CYCLE, NULL, 0, 1), *all[] = {&region, &cycle};
    assert_int_equal(segment_check(all, 2, &error), STATUS_INVALID_ARGUMENT);
    cycle.has_least = cycle.has_most = 1, cycle.least = 30, cycle.most = 90;
    assert_int_equal(segment_check(all, 2, &error), STATUS_OK);
    cycle.most = 29;
    assert_int_equal(segment_check(all, 2, &error), STATUS_INVALID_ARGUMENT);
    cycle.most = 90, region.n_values = 0;
    assert_int_equal(segment_check(all, 2, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_27_a_score_is_the_weight_of_what_fits),
        cmocka_unit_test(test_CUS_27_what_is_wrong_with_a_criterion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
