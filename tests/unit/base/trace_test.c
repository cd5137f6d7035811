/* SPDX-License-Identifier: Apache-2.0
 * Spans stay in their trace; what is no traceparent begins a fresh one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/trace.h"

static const char good[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

static void the_form_is_strict(void **state)
{
    static const char *const bad[] = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-011",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
        "00-0af7651916cd43dd-448eb211c80319c-b7ad6b7169203331-01",
    };
    (void)state;
    assert_true(trace_is_valid(good));
    assert_false(trace_is_valid(NULL));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(trace_is_valid(bad[i]));
}

static void a_child_keeps_trace_and_flags(void **state)
{
    char one[TRACE_TEXT], two[TRACE_TEXT];
    (void)state;
    trace_child(good, one);
    trace_child(good, two);
    assert_true(trace_is_valid(one));
    assert_memory_equal(one, good, 36);
    assert_string_equal(one + 52, "-01");
    assert_memory_not_equal(one + 36, good + 36, 16);
    assert_memory_not_equal(one + 36, two + 36, 16);
}

static void without_a_parent_a_trace_begins(void **state)
{
    char one[TRACE_TEXT], two[TRACE_TEXT];
    (void)state;
    trace_child(NULL, one);
    trace_child("nonsense", two);
    assert_true(trace_is_valid(one) && trace_is_valid(two));
    assert_memory_not_equal(one + 3, two + 3, 32);
    assert_string_equal(one + 52, "-00");
}

static void the_id_is_for_logs(void **state)
{
    char id[TRACE_ID_TEXT];
    (void)state;
    trace_id(good, id);
    assert_string_equal(id, "0af7651916cd43dd8448eb211c80319c");
    trace_id(NULL, id);
    assert_string_equal(id, "-");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_form_is_strict), cmocka_unit_test(a_child_keeps_trace_and_flags),
                                       cmocka_unit_test(without_a_parent_a_trace_begins),
                                       cmocka_unit_test(the_id_is_for_logs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
