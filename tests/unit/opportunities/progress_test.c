/* SPDX-License-Identifier: Apache-2.0
 * Working days, the steps of the customer's decision, and what health is made of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "opportunities/calendar.h"
#include "opportunities/decision.h"
#include "opportunities/health.h"

static int64_t at(const char *text)
{
    int64_t us;
    assert_true(time_parse(text, &us));
    return us;
}

static void working_days_are_counted(void **unused)
{
    (void)unused;
    static const struct {
        const char *from;
        uint32_t days;
        const char *to;
    } cases[] = {
        {"2026-11-20T23:59:59Z", 0, "2026-11-20"}, /* Friday */
        {"2026-11-20T23:59:59Z", 1, "2026-11-23"}, {"2026-11-20T00:00:00Z", 5, "2026-11-27"},
        {"2026-11-21T12:00:00Z", 1, "2026-11-23"}, /* Saturday */
        {"2026-11-22T12:00:00Z", 2, "2026-11-24"}, {"2026-12-31T12:00:00Z", 1, "2027-01-01"},
        {"2024-02-28T12:00:00Z", 1, "2024-02-29"}, {"2026-11-23T12:00:00Z", 15, "2026-12-14"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char day[DAY_TEXT];
        calendar_after(NULL, 0, at(cases[i].from), cases[i].days, day);
        assert_string_equal(day, cases[i].to);
    }
}

static void holidays_are_left_out_and_saturdays_worked_for_them(void **unused)
{
    (void)unused;
    WorkingDay monday = WORKING_DAY__INIT, saturday = WORKING_DAY__INIT;
    WorkingDay *exceptions[] = {&monday, &saturday};
    char day[DAY_TEXT];
    monday.day = "2026-11-23";
    saturday.day = "2026-11-21";
    saturday.working = true;
    calendar_after(exceptions, 2, at("2026-11-20T10:00:00Z"), 1, day);
    assert_string_equal(day, "2026-11-21");
    calendar_after(exceptions, 2, at("2026-11-20T10:00:00Z"), 2, day);
    assert_string_equal(day, "2026-11-24");
}

static void a_calendar_without_working_days_ends(void **unused)
{
    (void)unused;
    static WorkingDay off[500];
    static char days[500][DAY_TEXT];
    WorkingDay *exceptions[500];
    char day[DAY_TEXT];
    for (int i = 0; i < 500; i++) {
        working_day__init(&off[i]);
        calendar_day_text(at("2026-01-01T00:00:00Z"), i, days[i]);
        off[i].day = days[i];
        exceptions[i] = &off[i];
    }
    calendar_after(exceptions, 500, at("2026-01-01T00:00:00Z"), 3, day);
    assert_string_equal(day, "2027-01-02");
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
        cmocka_unit_test(working_days_are_counted),
        cmocka_unit_test(holidays_are_left_out_and_saturdays_worked_for_them),
        cmocka_unit_test(a_calendar_without_working_days_ends),
        cmocka_unit_test(a_step_moves_by_its_table),
        cmocka_unit_test_setup_teardown(health_is_the_sum_of_its_reasons, set_up, tear_down),
        cmocka_unit_test(an_obstacle_is_a_gap_or_a_long_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
