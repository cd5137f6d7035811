/* SPDX-License-Identifier: Apache-2.0
 * What a proposed solution must answer, and lists that name nothing twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "opportunities/proposal.h"

static void OPP_18_each_point_answers_a_pain(void **unused)
{
    (void)unused;
    struct error error;
    Pain first = PAIN__INIT, second = PAIN__INIT, *pains[] = {&first, &second};
    ProposalPoint one = PROPOSAL_POINT__INIT, same = PROPOSAL_POINT__INIT, *points[] = {&one, &same};
    first.id = "0190a000-0000-7000-8000-00000000000a";
    second.id = "0190a000-0000-7000-8000-00000000000b";
    one.pain_id = first.id;
    same.pain_id = "0190A000-0000-7000-8000-00000000000A";
    assert_int_equal(points_answer(points, 2, pains, 2, &error), STATUS_OK);
    assert_int_equal(pains_answered(points, 2, pains, 2), 1);
    same.pain_id = second.id;
    assert_int_equal(pains_answered(points, 2, pains, 2), 2);
    assert_int_equal(points_answer(points, 2, pains, 1, &error), STATUS_NOT_FOUND);
    assert_string_equal(error.reason, "PAIN");
    assert_int_equal(points_answer(points, 0, NULL, 0, &error), STATUS_OK);
}

static void OPP_18_OPP_22_nothing_is_named_twice_and_cases_are_there(void **unused)
{
    (void)unused;
    struct error error;
    CaseFigure hours = CASE_FIGURE__INIT, orders = CASE_FIGURE__INIT, *figures[] = {&hours, &orders};
    PreparedClauses mild = PREPARED_CLAUSES__INIT, firm = PREPARED_CLAUSES__INIT, *prepared[] = {&mild, &firm};
    ReferenceCase known = REFERENCE_CASE__INIT, *cases[] = {&known};
    static const char *const wanted[] = {"depots", "none"};
    hours.metric = "hours";
    orders.metric = "orders";
    mild.clause_set_code = "mild";
    firm.clause_set_code = "firm";
    known.code = "depots";
    assert_int_equal(figures_fit(figures, 2, &error), STATUS_OK);
    assert_int_equal(prepared_fit(prepared, 2, &error), STATUS_OK);
    assert_int_equal(cases_are_there(wanted, 1, cases, 1, &error), STATUS_OK);
    assert_int_equal(cases_are_there(wanted, 2, cases, 1, &error), STATUS_NOT_FOUND);
    orders.metric = "hours";
    firm.clause_set_code = "mild";
    assert_int_equal(figures_fit(figures, 2, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "figures");
    assert_int_equal(prepared_fit(prepared, 2, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "clauses");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(OPP_18_each_point_answers_a_pain),
        cmocka_unit_test(OPP_18_OPP_22_nothing_is_named_twice_and_cases_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
