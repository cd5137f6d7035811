/* SPDX-License-Identifier: Apache-2.0
 * CUS-34: the states of calls, activities, contact points and customers.
 */
#include "customers/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The state that `verb` leads to, NULL if it is refused. */
static const char *step(const struct lifecycle *lifecycle, const char *state, const char *verb)
{
    struct error error;
    const char *to;
    return lifecycle_step(lifecycle, state, verb, &to, &error) == STATUS_OK ? to : NULL;
}

static void CUS_34_a_call_from_request_to_wrap(void **state)
{
    (void)state;
    static const char *const path[] = {"REQUESTED", "DIALLING", "RINGING", "ANSWERED", "ENDED"};
    for (size_t i = 1; i < sizeof path / sizeof *path; i++)
        assert_string_equal(step(&call_lifecycle, path[i - 1], call_verb(path[i - 1], path[i])), path[i]);
    assert_string_equal(step(&call_lifecycle, "ENDED", "wrap"), "WRAPPED");
}

static void CUS_34_a_call_goes_neither_back_nor_on_after_its_end(void **state)
{
    (void)state;
    static const char *const over[] = {"ENDED", "BUSY", "NO_ANSWER", "INVALID", "FAILED", "ABANDONED"};
    static const char *const reports[] = {"DIALLING", "RINGING", "ANSWERED", "ENDED",    "BUSY",
                                          "NO_ANSWER", "INVALID", "FAILED",   "ABANDONED", "HELD"};
    static const char *const dead[] = {"REFUSED", "WRAPPED"};
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        assert_true(call_is_over(over[i]));
        for (size_t k = 0; k < sizeof reports / sizeof *reports; k++)
            assert_null(step(&call_lifecycle, over[i], call_verb(over[i], reports[k])));
    }
    for (size_t i = 0; i < 2; i++) {
        assert_false(call_is_over(dead[i]));
        assert_null(step(&call_lifecycle, dead[i], "dial"));
        assert_null(step(&call_lifecycle, dead[i], "wrap"));
    }
    assert_false(call_is_over("ANSWERED"));
    assert_null(step(&call_lifecycle, "ANSWERED", "ring"));
    assert_null(step(&call_lifecycle, "REQUESTED", "answer"));
}

static void CUS_34_nobody_reports_what_the_system_sets(void **state)
{
    (void)state;
    assert_null(call_verb("ANSWERED", "REQUESTED"));
    assert_null(call_verb("ANSWERED", "REFUSED"));
    assert_null(call_verb("ANSWERED", "WRAPPED"));
    assert_null(call_verb("ANSWERED", "TRANSFERRING"));
}

static void CUS_34_a_customer_waits_only_after_an_answer(void **state)
{
    (void)state;
    static const char *const before[] = {"REQUESTED", "DIALLING", "RINGING"};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        assert_null(step(&call_lifecycle, before[i], "hold"));
        assert_null(step(&call_lifecycle, before[i], "transfer"));
    }
    assert_string_equal(step(&call_lifecycle, "ANSWERED", call_verb("ANSWERED", "HELD")), "HELD");
    assert_string_equal(step(&call_lifecycle, "HELD", call_verb("HELD", "ANSWERED")), "ANSWERED");
    assert_string_equal(step(&call_lifecycle, "ANSWERED", "transfer"), "TRANSFERRING");
    assert_string_equal(step(&call_lifecycle, "HELD", "transfer"), "TRANSFERRING");
    assert_string_equal(step(&call_lifecycle, "TRANSFERRING", "take"), "ANSWERED");
    assert_string_equal(step(&call_lifecycle, "TRANSFERRING", call_verb("TRANSFERRING", "ANSWERED")), "ANSWERED");
    assert_string_equal(step(&call_lifecycle, "TRANSFERRING", call_verb("TRANSFERRING", "ENDED")), "ENDED");
    assert_null(step(&call_lifecycle, "ANSWERED", "take"));
    assert_null(step(&call_lifecycle, "ANSWERED", "answer"));
    assert_null(step(&call_lifecycle, "TRANSFERRING", "hold"));
    assert_true(call_waits("HELD") && call_waits("TRANSFERRING"));
    assert_false(call_waits("ANSWERED"));
}

static void CUS_07_contact_points(void **state)
{
    (void)state;
    assert_string_equal(step(&contact_point_lifecycle, "UNVERIFIED", contact_point_verb("VERIFIED")), "VERIFIED");
    assert_string_equal(step(&contact_point_lifecycle, "VERIFIED", contact_point_verb("INVALID")), "INVALID");
    assert_string_equal(step(&contact_point_lifecycle, "INVALID", contact_point_verb("VERIFIED")), "VERIFIED");
    assert_null(step(&contact_point_lifecycle, "RETIRED", contact_point_verb("VERIFIED")));
    assert_null(step(&contact_point_lifecycle, "VERIFIED", contact_point_verb("VERIFIED")));
    assert_null(contact_point_verb("UNVERIFIED"));
}

static void CUS_21_a_done_activity_changes_by_correction_only(void **state)
{
    (void)state;
    assert_string_equal(step(&activity_lifecycle, "PLANNED", activity_verb("DONE", false)), "DONE");
    assert_string_equal(step(&activity_lifecycle, "PLANNED", activity_verb("NO_SHOW", false)), "NO_SHOW");
    assert_null(step(&activity_lifecycle, "DONE", activity_verb("DONE", false)));
    assert_null(step(&activity_lifecycle, "DONE", activity_verb("CANCELLED", false)));
    assert_string_equal(step(&activity_lifecycle, "DONE", activity_verb("DONE", true)), "DONE");
    assert_null(step(&activity_lifecycle, "CANCELLED", activity_verb("DONE", true)));
}

static void what_counts_as_contact(void **state)
{
    (void)state;
    assert_true(activity_is_effective(true, 0));
    assert_true(activity_is_effective(false, 1));
    assert_false(activity_is_effective(false, 0));
}

static void closed_customers_stay_closed(void **state)
{
    (void)state;
    assert_null(step(&customer_lifecycle, "ERASED", "activate"));
    assert_null(step(&customer_lifecycle, "MERGED", "activate"));
    assert_string_equal(step(&customer_lifecycle, "MERGED", "erase"), "ERASED");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CUS_34_a_call_from_request_to_wrap),
        cmocka_unit_test(CUS_34_a_call_goes_neither_back_nor_on_after_its_end),
        cmocka_unit_test(CUS_34_nobody_reports_what_the_system_sets),
        cmocka_unit_test(CUS_34_a_customer_waits_only_after_an_answer),
        cmocka_unit_test(CUS_07_contact_points),
        cmocka_unit_test(CUS_21_a_done_activity_changes_by_correction_only),
        cmocka_unit_test(what_counts_as_contact),
        cmocka_unit_test(closed_customers_stay_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
