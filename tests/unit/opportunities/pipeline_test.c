/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "opportunities/pipeline.h"

static PipelineStage stages[4];
static PipelineStage *pipeline[] = {&stages[0], &stages[1], &stages[2], &stages[3]};
static const char *first_criteria[] = {"NEED_CONFIRMED", "BUDGET_KNOWN"}, *second_criteria[] = {"SOLUTION_PRESENTED"};

static int set_up(void **state)
{
    static const char *const codes[] = {"DISCOVERY", "PROPOSAL", "NEGOTIATION", "COMMITMENT"};
    *state = arena_new();
    for (uint32_t i = 0; i < 4; i++) {
        pipeline_stage__init(&stages[i]);
        stages[i].code = codes[i];
        stages[i].position = i + 1;
        stages[i].active = true;
    }
    stages[0].exit_criteria = (void *)first_criteria;
    stages[0].n_exit_criteria = 2;
    stages[1].exit_criteria = (void *)second_criteria;
    stages[1].n_exit_criteria = 1;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static const char *const all[] = {"NEED_CONFIRMED", "BUDGET_KNOWN", "SOLUTION_PRESENTED"};

static void the_next_stage_is_reached_with_evidence(void **state)
{
    struct stage_move move;
    struct error error;
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "PROPOSAL", all, 2, NULL, &move, &error),
                     STATUS_OK);
    assert_int_equal(move.transition, STAGE_VISIT__TRANSITION__ADVANCE);
    assert_int_equal(move.n_met, 2);
    assert_int_equal(move.n_missing, 0);
    assert_string_equal(move.to->code, "PROPOSAL");
}

static void without_evidence_it_needs_a_reason(void **state)
{
    struct stage_move move;
    struct error error;
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "PROPOSAL", all, 1, NULL, &move, &error),
                     STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "EXIT_CRITERIA");
    assert_non_null(strstr(error.message, "BUDGET_KNOWN"));
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "PROPOSAL", all, 1, "REPEAT_ORDER", &move, &error),
                     STATUS_OK);
    assert_int_equal(move.transition, STAGE_VISIT__TRANSITION__SKIP);
    assert_int_equal(move.n_missing, 1);
    assert_string_equal(move.missing[0], "BUDGET_KNOWN");
}

static void a_stage_is_passed_over_with_a_reason_only(void **state)
{
    struct stage_move move;
    struct error error;
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "NEGOTIATION", all, 3, "", &move, &error),
                     STATUS_FAILED_PRECONDITION);
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "NEGOTIATION", all, 2, "TENDER", &move, &error),
                     STATUS_OK);
    assert_int_equal(move.transition, STAGE_VISIT__TRANSITION__SKIP);
    assert_int_equal(move.n_missing, 1);
    assert_string_equal(move.missing[0], "SOLUTION_PRESENTED");
}

static void an_inactive_stage_between_is_not_passed_over(void **state)
{
    struct stage_move move;
    struct error error;
    stages[1].active = false;
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "NEGOTIATION", all, 2, NULL, &move, &error),
                     STATUS_OK);
    assert_int_equal(move.transition, STAGE_VISIT__TRANSITION__ADVANCE);
    assert_int_equal(pipeline_move(*state, pipeline, 4, "DISCOVERY", "PROPOSAL", all, 2, NULL, &move, &error),
                     STATUS_NOT_FOUND);
}

static void back_is_always_open(void **state)
{
    struct stage_move move;
    struct error error;
    assert_int_equal(pipeline_move(*state, pipeline, 4, "COMMITMENT", "DISCOVERY", NULL, 0, NULL, &move, &error),
                     STATUS_OK);
    assert_int_equal(move.transition, STAGE_VISIT__TRANSITION__STEP_BACK);
    assert_int_equal(move.n_missing, 0);
}

static void the_same_or_an_unknown_stage_is_refused(void **state)
{
    struct stage_move move;
    struct error error;
    assert_int_equal(pipeline_move(*state, pipeline, 4, "PROPOSAL", "PROPOSAL", all, 3, "X", &move, &error),
                     STATUS_INVALID_ARGUMENT);
    assert_int_equal(pipeline_move(*state, pipeline, 4, "PROPOSAL", "NOWHERE", all, 3, "X", &move, &error),
                     STATUS_NOT_FOUND);
    assert_true(pipeline_knows(pipeline, 4, "SOLUTION_PRESENTED"));
    assert_false(pipeline_knows(pipeline, 4, "SOLUTION"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_next_stage_is_reached_with_evidence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_evidence_it_needs_a_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stage_is_passed_over_with_a_reason_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_inactive_stage_between_is_not_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(back_is_always_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_or_an_unknown_stage_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
