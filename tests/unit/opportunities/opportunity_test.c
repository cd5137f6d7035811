/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "opportunities/opportunity.h"
#include "schema/rule.h"

static Opportunity in_state(Opportunity__State state)
{
    Opportunity opportunity = OPPORTUNITY__INIT;
    opportunity.state = state;
    opportunity.version = 3;
    return opportunity;
}

static void only_a_commitment_can_be_won(void **unused)
{
    (void)unused;
    struct error error;
    Opportunity committed = in_state(OPPORTUNITY__STATE__COMMITTED), open = in_state(OPPORTUNITY__STATE__OPEN);
    assert_int_equal(opportunity_step(&committed, "win", &error), STATUS_OK);
    assert_int_equal(committed.state, OPPORTUNITY__STATE__WON);
    assert_int_equal(opportunity_step(&open, "win", &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "WRONG_STATE");
    assert_int_equal(open.state, OPPORTUNITY__STATE__OPEN);
}

static void a_won_one_is_closed_for_every_verb(void **unused)
{
    (void)unused;
    static const char *const verbs[] = {"work", "move_stage", "commit", "lose", "abandon", "win", "reopen"};
    struct error error;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        Opportunity won = in_state(OPPORTUNITY__STATE__WON);
        assert_int_equal(opportunity_step(&won, verbs[i], &error), STATUS_FAILED_PRECONDITION);
    }
}

static void OPP_26_a_won_one_is_opened_by_its_reversal_alone(void **unused)
{
    (void)unused;
    struct error error;
    Opportunity won = in_state(OPPORTUNITY__STATE__WON), lost = in_state(OPPORTUNITY__STATE__LOST);
    assert_int_equal(opportunity_step(&won, "reverse", &error), STATUS_OK);
    assert_int_equal(won.state, OPPORTUNITY__STATE__OPEN);
    assert_int_equal(opportunity_step(&lost, "reverse", &error), STATUS_FAILED_PRECONDITION);
}

static void a_lost_one_can_only_be_reopened(void **unused)
{
    (void)unused;
    struct error error;
    Opportunity lost = in_state(OPPORTUNITY__STATE__LOST);
    assert_int_equal(opportunity_step(&lost, "work", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(opportunity_step(&lost, "reopen", &error), STATUS_OK);
    assert_int_equal(lost.state, OPPORTUNITY__STATE__OPEN);
}

static void every_row_of_the_table_names_known_states(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < opportunity_lifecycle.n; i++) {
        const struct transition *row = &opportunity_lifecycle.rows[i];
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(&opportunity__state__descriptor, row->from));
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(&opportunity__state__descriptor, row->to));
    }
}

static void another_version_is_aborted_with_the_present_one(void **unused)
{
    (void)unused;
    struct error error;
    Opportunity opportunity = in_state(OPPORTUNITY__STATE__OPEN);
    uint64_t present = 3, stale = 2;
    assert_int_equal(version_expect("opportunity", opportunity.version, NULL, &error), STATUS_OK);
    assert_int_equal(version_expect("opportunity", opportunity.version, &present, &error), STATUS_OK);
    assert_int_equal(version_expect("opportunity", opportunity.version, &stale, &error), STATUS_ABORTED);
    assert_non_null(strstr(error.message, "version 3"));
}

static void a_commitment_needs_stage_lines_and_plan(void **unused)
{
    (void)unused;
    struct error error;
    Opportunity opportunity = in_state(OPPORTUNITY__STATE__OPEN);
    opportunity.purchase_stage = OPPORTUNITY__PURCHASE_STAGE__EVALUATION_COMPARISON;
    assert_int_equal(opportunity_may_commit(&opportunity, 1, 1, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "PURCHASE_STAGE");
    opportunity.purchase_stage = OPPORTUNITY__PURCHASE_STAGE__PURCHASE_COMMITMENT;
    assert_int_equal(opportunity_may_commit(&opportunity, 0, 1, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_LINES");
    assert_int_equal(opportunity_may_commit(&opportunity, 1, 0, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_PLAN");
    assert_int_equal(opportunity_may_commit(&opportunity, 1, 1, &error), STATUS_OK);
}

static void the_window_to_reopen_ends_after_its_last_day(void **unused)
{
    (void)unused;
    struct error error;
    const int64_t day_us = (int64_t)86400 * 1000000, closed_us = 20000 * day_us;
    assert_int_equal(opportunity_may_reopen(closed_us, closed_us + 180 * day_us, 180, &error), STATUS_OK);
    assert_int_equal(opportunity_may_reopen(closed_us, closed_us + 180 * day_us + 1, 180, &error),
                     STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "WINDOW_OVER");
}

static enum status split(uint32_t first, uint32_t second, const char *second_user, struct error *error)
{
    CreditShare a = CREDIT_SHARE__INIT, b = CREDIT_SHARE__INIT, *shares[] = {&a, &b};
    a.user_id = "0190a000-0000-7000-8000-00000000000a";
    b.user_id = second_user;
    a.basis_points = first;
    b.basis_points = second;
    return credit_is_whole(shares, 2, error);
}

static void credit_is_whole_or_refused(void **unused)
{
    (void)unused;
    struct error error;
    const char *other = "0190a000-0000-7000-8000-00000000000b", *same = "0190A000-0000-7000-8000-00000000000A";
    assert_int_equal(split(7000, 3000, other, &error), STATUS_OK);
    assert_int_equal(split(7000, 2999, other, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "shares");
    assert_int_equal(split(7000, 3001, other, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(split(7000, 3000, same, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_commitment_can_be_won),
        cmocka_unit_test(a_won_one_is_closed_for_every_verb),
        cmocka_unit_test(OPP_26_a_won_one_is_opened_by_its_reversal_alone),
        cmocka_unit_test(a_lost_one_can_only_be_reopened),
        cmocka_unit_test(every_row_of_the_table_names_known_states),
        cmocka_unit_test(another_version_is_aborted_with_the_present_one),
        cmocka_unit_test(a_commitment_needs_stage_lines_and_plan),
        cmocka_unit_test(the_window_to_reopen_ends_after_its_last_day),
        cmocka_unit_test(credit_is_whole_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
