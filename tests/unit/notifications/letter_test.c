/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "notifications/letter.h"

static void NOT_01_addresses_that_could_end_a_line_are_none(void **unused)
{
    static const char *const good[] = {"a@b.example", "first.last+tag@mail.example.com", "o'neill_1@x-y.example"};
    static const char *const wrong[] = {"", "a", "@b.example", "a@", "a@b", "a b@c.example", "a@b.example\r\nBcc: c@d.example",
        "a@b.example>", "<a@b.example", "a..b@c.example", ".a@c.example", "a.@c.example", "a@-b.example", "a@b..example",
        "a@b.example.", "a@b_c.example", "\"a b\"@c.example", "a@[127.0.0.1]", "a,b@c.example", "a@b@c.example",
        "\xe5\xbc\xa0@b.example"};
    (void)unused;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!letter_address_is_valid(good[i]))
            fail_msg("%s is an address", good[i]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (letter_address_is_valid(wrong[i]))
            fail_msg("%s is none", wrong[i]);
}

static const char *written(struct arena *arena, const char *subject, const char *text)
{
    struct letter letter = {"0190-x", "from@dealspine.example", "to@dealspine.example", subject, text, 1770120000000000};
    return letter_write(&letter, arena);
}

static void NOT_01_a_letter_is_lines_of_at_most_78_bytes(void **unused)
{
    struct arena *arena = arena_new();
    struct text body;
    (void)unused;
    text_init(&body, arena);
    for (int i = 0; i < 200; i++)
        text_puts(&body, "合同 C-2026 已生效。\n");
    const char *letter = written(arena, "成交：合同 C-2026-000123 已生效，金额 ¥420,000.00，请尽快安排交付。", body.bytes);
    for (const char *p = letter; *p;) {
        const char *end = strstr(p, "\r\n");
        assert_non_null(end);
        assert_true(end - p <= 78);
        assert_null(memchr(p, '\n', (size_t)(end - p)));
        for (; p < end; p++)
            assert_true(*p >= ' ' && *p <= '~');
        p = end + 2;
    }
    assert_non_null(strstr(letter, "\r\nSubject: =?UTF-8?B?"));
    assert_non_null(strstr(letter, "\r\nMessage-ID: <0190-x@dealspine.example>\r\n"));
    assert_non_null(strstr(letter, "Date: Tue, 3 Feb 2026 12:00:00 +0000\r\n"));
    arena_free(arena);
}

static void NOT_01_a_subject_cannot_begin_another_header(void **unused)
{
    struct arena *arena = arena_new();
    (void)unused;
    const char *letter = written(arena, "x\r\nBcc: y@z.example", "text");
    assert_null(strstr(letter, "Bcc"));
    assert_non_null(strstr(written(arena, "plain words", "text"), "\r\nSubject: plain words\r\n"));
    assert_non_null(strstr(written(arena, "plain words", "text"), "\r\n\r\ndGV4dA==\r\n"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(NOT_01_addresses_that_could_end_a_line_are_none),
        cmocka_unit_test(NOT_01_a_letter_is_lines_of_at_most_78_bytes),
        cmocka_unit_test(NOT_01_a_subject_cannot_begin_another_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
