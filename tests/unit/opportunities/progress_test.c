/* SPDX-License-Identifier: Apache-2.0
 * The steps of the customer's decision, and what health is made of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "opportunities/decision.h"
#include "opportunities/health.h"

static int64_t at(const char *text)
{
    int64_t us;
    assert_true(time_parse(text, &us));
    return us;
}

static enum status move(DecisionStep__State from, DecisionStep__State to, const char *blocker, struct error *error)
{
    SetDecisionStepRequest in = SET_DECISION_STEP_REQUEST__INIT;
    in.state = to;
    in.blocker = blocker;
    return decision_move(from, &in, at("2026-11-20T10:00:00Z"), error);
}

static void a_step_moves_by_its_table(void **unused)
{
    (void)unused;
    const DecisionStep__State P = DECISION_STEP__STATE__PENDING, I = DECISION_STEP__STATE__IN_PROGRESS,
                              D = DECISION_STEP__STATE__DONE, B = DECISION_STEP__STATE__BLOCKED;
    const struct { DecisionStep__State from, to; } good[] = {{P, I}, {P, D}, {P, B}, {I, D}, {I, B}, {B, I}, {D, I}},
                                          wrong[] = {{I, I}, {D, D}, {D, B}, {B, D}, {B, B}};
    struct error error;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(move(good[i].from, good[i].to, "why", &error), STATUS_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(move(wrong[i].from, wrong[i].to, "why", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(move(I, B, " ", &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "blocker");
    assert_int_equal(move(I, P, NULL, &error), STATUS_INVALID_ARGUMENT);
}

static void health_is_the_sum_of_its_reasons(void **state)
{
    Blocker open = BLOCKER__INIT, late = BLOCKER__INIT, cleared = BLOCKER__INIT;
    Blocker *blockers[] = {&open, &late, &cleared};
    Google__Protobuf__Timestamp then = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    open.severity = 1;
    late.severity = 2;
    cleared.severity = 3;
    open.due_on = "2026-11-20";
    late.due_on = cleared.due_on = "2026-11-19";
    cleared.cleared_at = &then;
    struct health_facts facts = {.today = "2026-11-20", .scored = true, .planned = true};
    OpportunityHealth *health = health_judge(*state, &facts);
    assert_int_equal(health->score, 100);
    assert_int_equal(health->n_reasons, 0);
    facts.blockers = blockers;
    facts.n_blockers = 3;
    facts.expected_close = facts.today;
    health = health_judge(*state, &facts);
    assert_int_equal(health->score, 100 - 15 - 10);
    assert_int_equal(health->level, OPPORTUNITY_HEALTH__LEVEL__AMBER);
    facts = (struct health_facts){.today = "2026-11-20", .expected_close = "2026-11-19", .blockers = blockers,
                                  .n_blockers = 3, .follow_up_due_on = "2026-11-01", .review_due_on = "2026-11-01",
                                  .missed_milestones = 2, .stalled = true, .step_blocked = true};
    health = health_judge(*state, &facts);
    assert_int_equal(health->score, 0);
    assert_int_equal(health->n_reasons, 9);
    assert_int_equal(health->level, OPPORTUNITY_HEALTH__LEVEL__RED);
}

static void an_obstacle_is_a_gap_or_a_long_way(void **unused)
{
    (void)unused;
    assert_string_equal(obstacle_of(100, 99, 1), "BUDGET_GAP");
    assert_string_equal(obstacle_of(100, 100, 4), "DECISION_COMPLEXITY");
    assert_null(obstacle_of(100, 100, 3));
}

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_moves_by_its_table),
        cmocka_unit_test_setup_teardown(health_is_the_sum_of_its_reasons, set_up, tear_down),
        cmocka_unit_test(an_obstacle_is_a_gap_or_a_long_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
