/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aftersales/key_ring.h"
#include "aftersales/seal.h"

static char folder[] = "/tmp/dealspine-keys-XXXXXX";

static int open_folder(void **unused)
{
    (void)unused;
    return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **unused)
{
    char path[200];
    (void)unused;
    for (int i = 1; i <= 3; i++) {
        snprintf(path, sizeof path, "%s/words.%d", folder, i);
        unlink(path);
    }
    return rmdir(folder);
}

static void put_key(int number, const char *text, mode_t mode)
{
    char path[200];
    snprintf(path, sizeof path, "%s/words.%d", folder, number);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    assert_int_equal(chmod(path, mode), 0);
}

static void PLT_08_the_first_key_is_made_once_and_a_further_one_seals(void **unused)
{
    (void)unused;
    struct error error;
    struct key_ring one, two;
    struct arena *arena = arena_new();
    struct seal_place place = {"id", "finding"};
    const char *text;
    assert_int_equal(key_ring_open(folder, "words", &one, &error), STATUS_OK);
    const char *old = seal_text(&one, &place, "before", arena);
    put_key(2, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n", 0600);
    assert_int_equal(key_ring_open(folder, "words", &two, &error), STATUS_OK);
    assert_int_equal(two.n, 2);
    assert_memory_equal(one.key[0], two.key[0], RING_KEY);
    assert_int_equal(unseal_text(&two, &place, old, arena, &text, &error), STATUS_OK);
    assert_string_equal(text, "before");
    const char *fresh = seal_text(&two, &place, "after", arena);
    assert_int_equal(unseal_text(&one, &place, fresh, arena, &text, &error), STATUS_DATA_LOSS);
    arena_free(arena);
}

static void PLT_08_keys_that_others_may_read_or_that_are_none_are_refused(void **unused)
{
    (void)unused;
    struct error error;
    struct key_ring ring;
    put_key(3, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", 0644);
    assert_int_equal(key_ring_open(folder, "words", &ring, &error), STATUS_FAILED_PRECONDITION);
    put_key(3, "short", 0600);
    assert_int_equal(key_ring_open(folder, "words", &ring, &error), STATUS_FAILED_PRECONDITION);
}

static void PLT_08_what_is_sealed_can_neither_be_altered_nor_moved(void **unused)
{
    (void)unused;
    struct error error;
    struct key_ring ring = {.n = 1};
    struct arena *arena = arena_new();
    struct seal_place place = {"one", "finding"}, other_id = {"two", "finding"}, other_label = {"one", "proposal"};
    const char *text;
    char *sealed = arena_strdup(arena, seal_text(&ring, &place, "what happened", arena));
    assert_null(strstr(sealed, "happened"));
    assert_int_equal(unseal_text(&ring, &other_id, sealed, arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(unseal_text(&ring, &other_label, sealed, arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(unseal_text(&ring, &place, sealed, arena, &text, &error), STATUS_OK);
    assert_string_equal(text, "what happened");
    sealed[strlen(sealed) - 1] ^= 1;
    assert_int_equal(unseal_text(&ring, &place, sealed, arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(unseal_text(&ring, &place, "zz", arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(unseal_text(&ring, &place, NULL, arena, &text, &error), STATUS_OK);
    assert_null(text);
    assert_null(seal_text(&ring, &place, NULL, arena));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(PLT_08_the_first_key_is_made_once_and_a_further_one_seals),
        cmocka_unit_test(PLT_08_keys_that_others_may_read_or_that_are_none_are_refused),
        cmocka_unit_test(PLT_08_what_is_sealed_can_neither_be_altered_nor_moved),
    };
    return cmocka_run_group_tests(tests, open_folder, drop_folder);
}
