/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/altered.h"

static const struct kept_row steps[] = {
    {1, "drafted", "contract.state", "s1"}, {1, "drafted", "contract_line 1/1", "l1"},
    {2, "checked", "checklist_item 1/A", "c1"}, {3, "submitted", "contract.state", "s2"},
    {4, "revised", "contract_line 1/1", "l2"}, {4, "revised", "checklist_item 1/A", NULL},
};
enum { STEPS = sizeof steps / sizeof *steps };

static bool look(const struct kept_row *history, size_t n_history, const struct kept_row *present, size_t n,
                 struct altered_row *ret)
{
    static struct altered_row none;
    struct arena *arena = arena_new();
    *ret = none;
    bool found = find_altered(arena, history, n_history, present, n, ret);
    arena_free(arena); /* places are the lists' own */
    return found;
}

static void CON_11_rows_that_the_steps_left_hold(void **unused)
{
    (void)unused;
    struct altered_row altered;
    const struct kept_row present[] = {{0, NULL, "contract.state", "s2"}, {0, NULL, "contract_line 1/1", "l2"}};
    assert_false(look(steps, STEPS, present, 2, &altered));
    assert_false(look(NULL, 0, present, 2, &altered)); /* links of earlier releases say nothing of rows */
}

static void CON_11_what_differs_is_named(void **unused)
{
    (void)unused;
    static const struct {
        struct kept_row present[3];
        size_t n;
        const char *place, *rule;
        uint32_t seq;
    } rows[] = {
        {{{0, NULL, "contract.state", "s9"}, {0, NULL, "contract_line 1/1", "l2"}}, 2, "contract.state", "ALTERED", 3},
        {{{0, NULL, "contract.state", "s2"}, {0, NULL, "contract_line 1/1", "l1"}}, 2, "contract_line 1/1", "ALTERED", 4},
        {{{0, NULL, "contract.state", "s2"}}, 1, "contract_line 1/1", "REMOVED", 4},
        {{{0, NULL, "contract_line 1/1", "l2"}}, 1, "contract.state", "REMOVED", 3},
        {{{0, NULL, "checklist_item 1/A", "c1"}, {0, NULL, "contract.state", "s2"}, {0, NULL, "contract_line 1/1", "l2"}},
         3, "checklist_item 1/A", "INSERTED", 4},
        {{{0, NULL, "contract.state", "s2"}, {0, NULL, "contract_line 1/1", "l2"}, {0, NULL, "contract_line 1/2", "x"}}, 3,
         "contract_line 1/2", "INSERTED", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct altered_row altered;
        assert_true(look(steps, STEPS, rows[i].present, rows[i].n, &altered));
        assert_string_equal(altered.place, rows[i].place);
        assert_string_equal(altered.rule, rows[i].rule);
        assert_int_equal(altered.seq, rows[i].seq);
    }
}

static void CON_11_no_step_covers_what_is_not_its_own(void **unused)
{
    (void)unused;
    struct altered_row altered;
    const struct kept_row history[] = {{1, "drafted", "contract_line 1/1", "l1"}, {2, "marked.OUR.SIGN", "mark 1/OUR/SIGN", "m"},
                                       {3, "approved.legal", "contract_line 1/1", "l2"}};
    const struct kept_row present[] = {{0, NULL, "contract_line 1/1", "l2"}, {0, NULL, "mark 1/OUR/SIGN", "m"}};
    assert_true(look(history, 3, present, 2, &altered));
    assert_string_equal(altered.rule, "FOREIGN");
    assert_int_equal(altered.seq, 3);
}

static void a_verb_is_known_by_its_first_word(void **unused)
{
    (void)unused;
    assert_true(step_touches("marked.CUSTOMER.SEAL", "mark 2/CUSTOMER/SEAL"));
    assert_true(step_touches("approved.route", "approval_slot x"));
    assert_true(step_touches("anything", "contract.state"));
    assert_false(step_touches("anything", "contract.terms"));
    assert_false(step_touches("markedly", "mark 1/OUR/SIGN"));
    assert_false(step_touches("received", "paper_copy 1"));
    assert_true(step_touches("revised", "contract.terms"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_11_rows_that_the_steps_left_hold),
        cmocka_unit_test(CON_11_what_differs_is_named),
        cmocka_unit_test(CON_11_no_step_covers_what_is_not_its_own),
        cmocka_unit_test(a_verb_is_known_by_its_first_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
