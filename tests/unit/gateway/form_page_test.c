/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "gateway/form_page.h"

static void the_visitor_chooses_the_language(void **state)
{
    static const struct {
        const char *accept;
        enum form_language language;
    } headers[] = {
        {NULL, FORM_EN},
        {"", FORM_EN},
        {"zh-CN,zh;q=0.9,en;q=0.8", FORM_ZH},
        {"en-US,en;q=0.9,zh-CN;q=0.8", FORM_EN},
        {"fr, zh-TW;q=0.7, en;q=0.3", FORM_ZH},
        {"en;q=0.1, zh;q=0.2", FORM_ZH},
        {"de", FORM_EN},
        {"ZH", FORM_ZH},
        {"zh;q=0, en;q=0.1", FORM_EN},
        {",,;q=,zh", FORM_ZH},
    };
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        assert_int_equal(form_language(headers[i].accept), headers[i].language);
}

static void what_was_typed_is_escaped_and_kept(void **state)
{
    struct arena *arena = arena_new();
    struct text page;
    const struct form_view view = {.language = FORM_ZH,
                                   .key = "\"><script>",
                                   .values = {[FORM_NAME] = "O'Brien & \"<b>\"", [FORM_NEED] = "</textarea><script>"},
                                   .notice = FORM_NO_CONTACT};
    (void)state;
    text_init(&page, arena);
    form_page(&page, &view);
    assert_null(strstr(page.bytes, "<script"));
    assert_non_null(strstr(page.bytes, "value=\"O&#39;Brien &amp; &quot;&lt;b&gt;&quot;\""));
    assert_non_null(strstr(page.bytes, "&lt;/textarea&gt;&lt;script&gt;</textarea>"));
    assert_non_null(strstr(page.bytes, "role=\"alert\""));
    assert_non_null(strstr(page.bytes, "lang=\"zh-CN\""));
    arena_free(arena);
}

/* Each input has a label of its own, the page its language, and both stay small. */
static void pages_are_accessible_and_small(void **state)
{
    (void)state;
    for (int language = FORM_EN; language <= FORM_ZH; language++) {
        struct arena *arena = arena_new();
        struct text page;
        const struct form_view view = {.language = (enum form_language)language, .key = "k"};
        text_init(&page, arena);
        form_page(&page, &view);
        assert_true(page.size < 15 * 1024);
        for (int i = 0; i < FORM_FIELDS; i++) {
            assert_non_null(strstr(page.bytes, arena_printf(arena, "<label for=\"%s\">", form_fields[i].name)));
            assert_non_null(strstr(page.bytes, arena_printf(arena, " id=\"%s\"", form_fields[i].name)));
        }
        assert_non_null(strstr(page.bytes, arena_printf(arena, "value=\"%s\"", form_consent_version)));
        assert_null(strstr(page.bytes, "role=\"alert\""));
        assert_true(utf8_is_valid(page.bytes, page.size));
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_visitor_chooses_the_language),
        cmocka_unit_test(what_was_typed_is_escaped_and_kept),
        cmocka_unit_test(pages_are_accessible_and_small),
    };
    return cmocka_run_group_tests_name("form_page", tests, NULL, NULL);
}
