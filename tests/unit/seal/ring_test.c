/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "seal/seal.h"

static struct key_ring keys;
static const char here[] = "0190a000-0000-7000-8000-000000000001|document|2";
static struct error error;

static int set_up(void **state)
{
    *state = arena_new();
    memset(&keys, 0, sizeof keys);
    keys.n = 1;
    memset(keys.key[0], 7, RING_KEY);
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static enum status read_at(struct arena *arena, const char *bound, struct sealed sealed, const char **ret_text)
{
    return ring_unseal(&keys, bound, "document", sealed, arena, ret_text, &error);
}

static void what_was_sealed_is_read_again(void **state)
{
    const char *text;
    struct sealed sealed = ring_seal(&keys, here, "甲方 and 乙方", *state);
    struct sealed again = ring_seal(&keys, here, "甲方 and 乙方", *state);
    assert_null(memmem(sealed.data, sealed.size, "and", 3));
    assert_int_equal(read_at(*state, here, sealed, &text), STATUS_OK);
    assert_string_equal(text, "甲方 and 乙方");
    assert_int_equal(again.size, sealed.size);
    assert_memory_not_equal(again.data, sealed.data, sealed.size);
}

static void an_absent_text_stays_absent(void **state)
{
    const char *text = "";
    struct sealed nothing = ring_seal(&keys, here, NULL, *state);
    assert_null(nothing.data);
    assert_int_equal(read_at(*state, here, nothing, &text), STATUS_OK);
    assert_null(text);
}

static void a_moved_value_is_not_read(void **state)
{
    static const char *const others[] = {"0190a000-0000-7000-8000-000000000002|document|2",
                                         "0190a000-0000-7000-8000-000000000001|clause.PRICE|2",
                                         "0190a000-0000-7000-8000-000000000001|document|1"};
    const char *text;
    struct sealed sealed = ring_seal(&keys, here, "text", *state);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(read_at(*state, others[i], sealed, &text), STATUS_DATA_LOSS);
        assert_null(text);
    }
}

static void an_altered_value_is_not_read(void **state)
{
    const char *text;
    struct sealed sealed = ring_seal(&keys, here, "text", *state);
    for (size_t i = 0; i < sealed.size; i++) {
        uint8_t *altered = arena_memdup(*state, sealed.data, sealed.size);
        altered[i] ^= 1;
        assert_int_equal(read_at(*state, here, (struct sealed){altered, sealed.size}, &text), STATUS_DATA_LOSS);
        assert_int_equal(read_at(*state, here, (struct sealed){sealed.data, i + 1 < sealed.size ? i + 1 : 1}, &text),
                         STATUS_DATA_LOSS);
    }
}

static void an_older_key_still_reads_and_the_latest_seals(void **state)
{
    const char *text;
    struct sealed old = ring_seal(&keys, here, "text", *state);
    keys.n = 2;
    memset(keys.key[1], 8, RING_KEY);
    assert_int_equal(read_at(*state, here, old, &text), STATUS_OK);
    assert_string_equal(text, "text");
    struct sealed fresh = ring_seal(&keys, here, "text", *state);
    keys.n = 1;
    assert_int_equal(read_at(*state, here, fresh, &text), STATUS_DATA_LOSS);
}

static void the_first_key_is_made_once_and_kept_private(void **state)
{
    struct key_ring again;
    struct stat about;
    char dir[] = "/tmp/dealspine-ring-XXXXXX";
    assert_non_null(mkdtemp(dir));
    const char *path = arena_printf(*state, "%s/document.1", dir);
    assert_int_equal(key_ring_open(dir, "document", &keys, &error), STATUS_OK);
    assert_int_equal(key_ring_open(dir, "document", &again, &error), STATUS_OK);
    assert_int_equal(keys.n, 1);
    assert_memory_equal(keys.key[0], again.key[0], RING_KEY);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(key_ring_open(dir, "document", &again, &error), STATUS_FAILED_PRECONDITION);
    unlink(path);
    rmdir(dir);
}

static void a_malformed_key_is_refused(void **state)
{
    char dir[] = "/tmp/dealspine-ring-XXXXXX";
    assert_non_null(mkdtemp(dir));
    const char *path = arena_printf(*state, "%s/document.1", dir);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("00ff\n", file);
    fclose(file);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(key_ring_open(dir, "document", &keys, &error), STATUS_FAILED_PRECONDITION);
    unlink(path);
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_sealed_is_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_absent_text_stays_absent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_moved_value_is_not_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_altered_value_is_not_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_older_key_still_reads_and_the_latest_seals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_key_is_made_once_and_kept_private, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_malformed_key_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
