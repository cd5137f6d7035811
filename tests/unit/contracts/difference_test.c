/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "contracts/difference.h"

static struct arena *arena;

static int set_up(void **unused)
{
    (void)unused;
    arena = arena_new();
    return 0;
}

static int tear_down(void **unused)
{
    (void)unused;
    arena_free(arena);
    return 0;
}

/* "=same|-gone|+come" */
static const char *difference(const char *from, const char *to)
{
    struct text out;
    TextDiffLine **lines;
    size_t n;
    text_init(&out, arena);
    text_puts(&out, "");
    text_difference(arena, from, to, &lines, &n, NULL);
    for (size_t i = 0; i < n; i++)
        text_printf(&out, "%s%c%s", i ? "|" : "",
                    lines[i]->kind == TEXT_DIFF_LINE__KIND__SAME      ? '='
                    : lines[i]->kind == TEXT_DIFF_LINE__KIND__REMOVED ? '-'
                                                                      : '+',
                    lines[i]->text);
    return out.bytes;
}

static void CON_05_lines_and_sentences_are_told_apart(void **unused)
{
    (void)unused;
    static const char *const rows[][3] = {
        {"", "", ""},
        {"a\n", "a\n", "=a"},
        {"a\nb\nc\n", "a\nc\n", "=a|-b|=c"},
        {"a\n", "a\nb\n", "=a|+b"},
        {"", "One. Two.", "+One. |+Two."},
        {"One. Two. Three.", "One. Zwei. Three.", "=One. |-Two. |+Zwei. |=Three."},
        {"甲。乙。丙。", "甲。丁。丙。", "=甲。|-乙。|+丁。|=丙。"},
        {"a\n\nb\n", "a\nb\n", "=a|-|=b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(difference(rows[i][0], rows[i][1]), rows[i][2]);
}

static void texts_beyond_measure_are_still_told(void **unused)
{
    (void)unused;
    struct text from, to;
    TextDiffLine **lines;
    size_t n;
    uint32_t changed;
    text_init(&from, arena);
    text_init(&to, arena);
    for (int i = 0; i < 1500; i++) {
        text_printf(&from, "old %d\n", i);
        text_printf(&to, "new %d\n", i);
    }
    text_difference(arena, from.bytes, to.bytes, &lines, &n, &changed);
    assert_int_equal(n, 3000);
    assert_int_equal(changed, 3000);
    assert_int_equal(lines[0]->kind, TEXT_DIFF_LINE__KIND__REMOVED);
    assert_int_equal(lines[1500]->kind, TEXT_DIFF_LINE__KIND__ADDED);
}

static void CON_01_clauses_conform_are_alternative_or_deviate(void **unused)
{
    (void)unused;
    ContractClause own[3], meant[3], mild = CONTRACT_CLAUSE__INIT;
    ContractClause *clauses[3], *template_[3], *alternative[1] = {&mild};
    for (int i = 0; i < 3; i++) {
        contract_clause__init(clauses[i] = &own[i]);
        contract_clause__init(template_[i] = &meant[i]);
        own[i].group = meant[i].group = (ContractClause__Group)(i + 1);
        own[i].text = meant[i].text = "As usual.";
    }
    own[1].text = mild.text = "Mild.";
    mild.group = CONTRACT_CLAUSE__GROUP__SERVICE;
    own[2].text = "Never.";
    ClauseSet set = CLAUSE_SET__INIT, *sets[1] = {&set};
    set.code = "mild";
    set.clauses = alternative;
    set.n_clauses = 1;
    ClauseDeviation **found;
    size_t n;
    clauses_compare(arena, clauses, 3, template_, 3, sets, 1, &found);
    assert_int_equal(found[0]->kind, CLAUSE_DEVIATION__KIND__CONFORMS);
    assert_int_equal(found[0]->n_lines, 0);
    assert_int_equal(found[1]->kind, CLAUSE_DEVIATION__KIND__ALTERNATIVE);
    assert_string_equal(found[1]->clause_set_code, "mild");
    assert_int_equal(found[2]->kind, CLAUSE_DEVIATION__KIND__DEVIATES);
    assert_int_equal(found[2]->n_lines, 2);
    const char **groups = groups_deviating(arena, found, 3, &n);
    assert_int_equal(n, 1);
    assert_string_equal(groups[0], "DELIVERY");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(CON_05_lines_and_sentences_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_beyond_measure_are_still_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_01_clauses_conform_are_alternative_or_deviate, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
