/* SPDX-License-Identifier: Apache-2.0
 * A lifecycle is asked by the verb, or by the state that is to be reached.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/lifecycle.h"

static const struct transition rows[] = {
    {"OPEN", "close", "CLOSED", "it is done"},
    {"OPEN", "drop", "DROPPED", "nobody wants it"},
    {"CLOSED", "drop", "DROPPED", "nobody wants it any more"},
};

static const struct lifecycle door = {"door", "OPEN", rows, sizeof rows / sizeof *rows};

static void a_verb_leads_where_its_row_says(void **unused)
{
    (void)unused;
    const char *to = NULL;
    struct error error;
    assert_int_equal(lifecycle_step(&door, "CLOSED", "drop", &to, &error), STATUS_OK);
    assert_string_equal(to, "DROPPED");
    assert_int_equal(lifecycle_step(&door, "DROPPED", "drop", &to, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "WRONG_STATE");
    assert_non_null(strstr(error.message, "OPEN or CLOSED"));
}

static void a_state_is_reached_by_the_verb_that_leads_there(void **unused)
{
    (void)unused;
    const struct {
        const char *from, *to;
        enum status status;
    } cases[] = {
        {"OPEN", "CLOSED", STATUS_OK},
        {"OPEN", "DROPPED", STATUS_OK},
        {"CLOSED", "DROPPED", STATUS_OK},
        {"DROPPED", "CLOSED", STATUS_FAILED_PRECONDITION},
        {"CLOSED", "OPEN", STATUS_FAILED_PRECONDITION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {0};
        assert_int_equal(lifecycle_reach(&door, cases[i].from, cases[i].to, &error), cases[i].status);
        assert_string_equal(error.reason, cases[i].status == STATUS_OK ? "" : "WRONG_STATE");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_verb_leads_where_its_row_says),
        cmocka_unit_test(a_state_is_reached_by_the_verb_that_leads_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
