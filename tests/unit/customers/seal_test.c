/* SPDX-License-Identifier: Apache-2.0
 * PLT-01: sealing at rest, wrapped keys, blind indexes, master keys in files.
 */
#include "customers/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char subject[] = "0192f0c1-0000-7000-8000-000000000001";
static const char other[] = "0192f0c1-0000-7000-8000-000000000002";
static struct seal_master master;

static void PLT_01_what_is_sealed_comes_back(void **state)
{
    struct arena *arena = *state;
    static const char *const texts[] = {"", "张三", "+8613812345678", "a longer text with\nlines and ünicode"};
    struct seal_key key, unwrapped;
    struct error error;
    struct sealed wrapped = seal_key_new(&master, subject, arena, &key);
    assert_int_equal(seal_key_unwrap(&master, 1, wrapped, subject, &unwrapped, &error), STATUS_OK);
    assert_memory_equal(key.bytes, unwrapped.bytes, SEAL_KEY);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text;
        struct sealed sealed = seal(&key, subject, "name", texts[i], arena);
        assert_null(texts[i][0] ? memmem(sealed.data, sealed.size, texts[i], strlen(texts[i])) : NULL);
        assert_int_equal(unseal(&unwrapped, subject, "name", sealed, arena, &text, &error), STATUS_OK);
        assert_string_equal(text, texts[i]);
    }
}

static void PLT_01_nothing_seals_to_nothing(void **state)
{
    struct arena *arena = *state;
    struct seal_key key;
    struct error error;
    const char *text = "x";
    seal_key_new(&master, subject, arena, &key);
    struct sealed sealed = seal(&key, subject, "name", NULL, arena);
    assert_null(sealed.data);
    assert_int_equal(unseal(&key, subject, "name", sealed, arena, &text, &error), STATUS_OK);
    assert_null(text);
}

static void PLT_01_equal_texts_are_sealed_differently(void **state)
{
    struct arena *arena = *state;
    struct seal_key key;
    seal_key_new(&master, subject, arena, &key);
    struct sealed a = seal(&key, subject, "name", "same", arena), b = seal(&key, subject, "name", "same", arena);
    assert_int_equal(a.size, b.size);
    assert_memory_not_equal(a.data, b.data, a.size);
}

static void PLT_01_any_changed_bit_is_refused(void **state)
{
    struct arena *arena = *state;
    struct seal_key key;
    struct error error;
    const char *text;
    seal_key_new(&master, subject, arena, &key);
    struct sealed sealed = seal(&key, subject, "name", "Zhang", arena);
    for (size_t i = 0; i < sealed.size * 8; i++) {
        uint8_t *copy = arena_memdup(arena, sealed.data, sealed.size);
        copy[i / 8] ^= (uint8_t)(1 << i % 8);
        assert_int_equal(unseal(&key, subject, "name", (struct sealed){copy, sealed.size}, arena, &text, &error),
                         STATUS_DATA_LOSS);
        assert_null(text);
    }
    for (size_t n = 1; n < sealed.size; n++)
        assert_int_equal(unseal(&key, subject, "name", (struct sealed){sealed.data, n}, arena, &text, &error),
                         STATUS_DATA_LOSS);
}

static void PLT_01_a_moved_value_is_refused(void **state)
{
    struct arena *arena = *state;
    struct seal_key key, stranger;
    struct error error;
    const char *text;
    struct sealed wrapped = seal_key_new(&master, subject, arena, &key);
    seal_key_new(&master, other, arena, &stranger);
    struct sealed sealed = seal(&key, subject, "name", "Zhang", arena);
    assert_int_equal(unseal(&key, other, "name", sealed, arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(unseal(&key, subject, "note", sealed, arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(unseal(&stranger, subject, "name", sealed, arena, &text, &error), STATUS_DATA_LOSS);
    assert_int_equal(seal_key_unwrap(&master, 1, wrapped, other, &stranger, &error), STATUS_DATA_LOSS);
    assert_int_equal(seal_key_unwrap(&master, 2, wrapped, subject, &stranger, &error), STATUS_DATA_LOSS);
}

static void PLT_01_blind_indexes_are_equal_for_equal_values_only(void **state)
{
    struct arena *arena = *state;
    const char *index = seal_index_now(&master, "phone", "+8613812345678", arena);
    assert_int_equal(strlen(index), 32);
    assert_string_equal(index, seal_index(&master, 0, "phone", "+8613812345678", arena));
    assert_string_not_equal(index, seal_index_now(&master, "phone", "+8613812345679", arena));
    assert_string_not_equal(index, seal_index_now(&master, "email", "+8613812345678", arena));
    struct seal_master rotated = master;
    seal_master_of((const uint8_t[SEAL_KEY]){7}, &rotated);
    assert_string_equal(index, seal_index(&rotated, 0, "phone", "+8613812345678", arena));
    assert_string_not_equal(index, seal_index_now(&rotated, "phone", "+8613812345678", arena));
}

static void PLT_01_an_older_master_still_unwraps(void **state)
{
    struct arena *arena = *state;
    struct seal_key key, unwrapped;
    struct error error;
    struct sealed wrapped = seal_key_new(&master, subject, arena, &key);
    struct seal_master rotated = master;
    seal_master_of((const uint8_t[SEAL_KEY]){7}, &rotated);
    assert_int_equal(seal_master_version(&rotated), 2);
    assert_int_equal(seal_key_unwrap(&rotated, 1, wrapped, subject, &unwrapped, &error), STATUS_OK);
    assert_memory_equal(key.bytes, unwrapped.bytes, SEAL_KEY);
}

static void PLT_01_master_keys_live_in_closed_files(void **state)
{
    struct arena *arena = *state;
    char dir[] = "/tmp/seal-XXXXXX";
    struct seal_master first, again;
    struct error error;
    struct stat about;
    assert_non_null(mkdtemp(dir));
    const char *path = arena_printf(arena, "%s/customers.master.1", dir);
    assert_int_equal(seal_master_open(dir, &first, &error), STATUS_OK);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(seal_master_open(dir, &again, &error), STATUS_OK);
    assert_memory_equal(&first, &again, sizeof first);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(seal_master_open(dir, &again, &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(truncate(path, 20), 0);
    assert_int_equal(seal_master_open(dir, &again, &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(dir), 0);
}

static int set_up(void **state)
{
    uint8_t key[SEAL_KEY] = {1, 2, 3};
    seal_master_of(key, &master);
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(PLT_01_what_is_sealed_comes_back),
        cmocka_unit_test(PLT_01_nothing_seals_to_nothing),
        cmocka_unit_test(PLT_01_equal_texts_are_sealed_differently),
        cmocka_unit_test(PLT_01_any_changed_bit_is_refused),
        cmocka_unit_test(PLT_01_a_moved_value_is_refused),
        cmocka_unit_test(PLT_01_blind_indexes_are_equal_for_equal_values_only),
        cmocka_unit_test(PLT_01_an_older_master_still_unwraps),
        cmocka_unit_test(PLT_01_master_keys_live_in_closed_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
