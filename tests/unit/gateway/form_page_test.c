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
    assert_null(strstr(page.bytes, "<script>"));
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

/* Consent is kept under the campaign's version where it names one. */
static void the_campaign_names_the_text_of_the_consent(void **state)
{
    struct arena *arena = arena_new();
    struct text page;
    Campaign campaign = CAMPAIGN__INIT;
    const struct form_view view = {.key = "k", .campaign = &campaign, .notice = FORM_OTHER_CONSENT};
    (void)state;
    assert_string_equal(form_consent(NULL), form_consent_version);
    assert_string_equal(form_consent(&campaign), form_consent_version);
    campaign.consent_text_version = "fair-2";
    text_init(&page, arena);
    form_page(&page, &view);
    assert_non_null(strstr(page.bytes, "name=\"consent_text_version\" value=\"fair-2\""));
    assert_non_null(strstr(page.bytes, "role=\"alert\">The text of the consent has changed"));
    arena_free(arena);
}

/* The page asks for its script after the form; of those without a form the thanks alone do, which forget the draft. */
static void only_pages_of_a_form_ask_for_its_script(void **state)
{
    static const char asked[] = "<script src=\"/form.js\" defer></script></main>";
    (void)state;
    for (int message = FORM_THANKS; message < FORM_MESSAGES; message++) {
        struct arena *arena = arena_new();
        struct text page;
        text_init(&page, arena);
        form_message_page(&page, FORM_EN, (enum form_message)message, NULL);
        assert_int_equal(strstr(page.bytes, asked) != NULL, message == FORM_THANKS);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_visitor_chooses_the_language),
        cmocka_unit_test(what_was_typed_is_escaped_and_kept),
        cmocka_unit_test(pages_are_accessible_and_small),
        cmocka_unit_test(the_campaign_names_the_text_of_the_consent),
        cmocka_unit_test(only_pages_of_a_form_ask_for_its_script),
    };
    return cmocka_run_group_tests_name("form_page", tests, NULL, NULL);
}
