/* SPDX-License-Identifier: Apache-2.0
 * Page tokens: there and back, and nobody else's.
 */
#include "page.h"

#include "sample.h"

static const char id[] = "0190f000-0000-7000-8000-000000000000";

static void test_a_token_comes_back(void **state)
{
    static const int64_t keys[] = {0, 550, -3, 1700000000123456};
    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct page page;
        const char *token = page_write(arena, 'p', keys[i], id);
        assert_int_equal(page_read(arena, 'p', token, &page, NULL), STATUS_OK);
        assert_true(page.key == keys[i]);
        assert_string_equal(page.id, id);
    }
}

static void test_no_token_is_the_beginning(void **state)
{
    struct page page;
    (void)state;
    assert_int_equal(page_read(arena, 'p', NULL, &page, NULL), STATUS_OK);
    assert_null(page.id);
    assert_int_equal(page_read(arena, 'p', "", &page, NULL), STATUS_OK);
    assert_null(page.id);
}

static void test_other_tokens_are_refused(void **state)
{
    (void)state;
    const char *const rows[] = {"abc", "!", "cA", page_write(arena, 'c', 1, id), page_write(arena, 'p', 1, "no-id")};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page page;
        struct error error = {0};
        assert_int_equal(page_read(arena, 'p', rows[i], &page, &error), STATUS_INVALID_ARGUMENT);
        assert_string_equal(error.field, "page_token");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_a_token_comes_back),
        CASE(test_no_token_is_the_beginning),
        CASE(test_other_tokens_are_refused),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
