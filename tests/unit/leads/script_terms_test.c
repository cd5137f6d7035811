/* SPDX-License-Identifier: Apache-2.0
 * By which terms a text is found.
 */
#include "terms.h"

#include "sample.h"

static const char *joined(struct arena *room, struct terms terms)
{
    const char *all = "";
    for (size_t i = 0; i < terms.n; i++)
        all = arena_printf(room, "%s%s%s", all, i ? " " : "", terms.list[i]);
    return all;
}

static void test_LEA_22_texts_and_queries_become_terms(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *terms, *asked;
    } rows[] = {
        {"nothing", "", "", ""},
        {"signs only", "?! ,。", "", ""},
        {"words are folded", "Price LIST 2026", "2026 list price", "2026 list price"},
        {"once each", "buy buy", "buy", "buy"},
        {"two characters are a pair", "价格", "价 价格 格", "价格"},
        {"three are two pairs", "太贵了", "了 太 太贵 贵 贵了", "太贵 贵了"},
        {"one alone is itself", "贵", "贵", "贵"},
        {"a sign parts them", "贵,了", "了 贵", "了 贵"},
        {"mixed without blanks", "ERP系统", "erp 系 系统 统", "erp 系统"},
        {"full width", "ERP", "erp", "erp"},
        {"accents stay", "Café", "café", "café"},
        {"outside the basic plane", "𠮷野", "野 𠮷 𠮷野", "𠮷野"},
    };
    struct arena *room = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *terms = joined(room, terms_of(room, rows[i].text));
        const char *asked = joined(room, terms_asked(room, rows[i].text));
        if (strcmp(terms, rows[i].terms) != 0 || strcmp(asked, rows[i].asked) != 0)
            fail_msg("%s: \"%s\" and \"%s\"", rows[i].name, terms, asked);
    }
    arena_free(room);
}

static void test_a_long_text_keeps_within_its_bounds(void **state)
{
    (void)state;
    struct arena *room = arena_new();
    size_t n = 8000;
    char *text = arena_alloc(room, 3 * n + 1);
    for (size_t i = 0; i < n; i++) {
        unsigned code = 0x4E00 + (unsigned)i;
        text[3 * i] = (char)(0xE0 | code >> 12);
        text[3 * i + 1] = (char)(0x80 | (code >> 6 & 0x3F));
        text[3 * i + 2] = (char)(0x80 | (code & 0x3F));
    }
    text[3 * n] = '\0';
    assert_true(terms_of(room, text).n == TERMS_MAX);
    assert_true(terms_asked(room, text).n == n - 1);
    arena_free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_LEA_22_texts_and_queries_become_terms),
        cmocka_unit_test(test_a_long_text_keeps_within_its_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
