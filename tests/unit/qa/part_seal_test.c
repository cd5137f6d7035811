/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sodium.h>

#include "qa/part_seal.h"

static const uint8_t key[PART_KEY] = {1, 2, 3}, other[PART_KEY] = {1, 2, 4};
static const char place[] = "0190a000-0000-7000-8000-00000000000a|part|1";

static void QA_08_what_is_sealed_is_read_in_its_place_alone(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    struct error error;
    struct octets plain = {(const uint8_t *)"RIFF\0WAVE", 9}, read;
    struct octets sealed = part_seal(key, place, plain, arena);
    assert_int_equal(sealed.size, plain.size + PART_SEAL);
    assert_null(memmem(sealed.data, sealed.size, "WAVE", 4));
    assert_int_equal(part_unseal(key, place, sealed, arena, &read, &error), STATUS_OK);
    assert_int_equal(read.size, 9);
    assert_memory_equal(read.data, plain.data, 9);
    assert_int_equal(part_unseal(other, place, sealed, arena, &read, &error), STATUS_DATA_LOSS);
    assert_int_equal(part_unseal(key, "0190a000-0000-7000-8000-00000000000a|part|2", sealed, arena, &read, &error),
                     STATUS_DATA_LOSS);
    arena_free(arena);
}

static void QA_08_what_was_altered_is_not_read(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    struct error error;
    struct octets plain = {(const uint8_t *)"abc", 3}, read;
    for (size_t i = 0; i < 3 + PART_SEAL; i++) {
        struct octets sealed = part_seal(key, place, plain, arena);
        ((uint8_t *)(uintptr_t)sealed.data)[i] ^= 1;
        assert_int_equal(part_unseal(key, place, sealed, arena, &read, &error), STATUS_DATA_LOSS);
        assert_int_equal(part_unseal(key, place, (struct octets){sealed.data, i}, arena, &read, &error),
                         STATUS_DATA_LOSS);
    }
    arena_free(arena);
}

static void two_seals_of_the_same_bytes_differ(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    struct octets plain = {(const uint8_t *)"abc", 3};
    struct octets one = part_seal(key, place, plain, arena), two = part_seal(key, place, plain, arena);
    assert_memory_not_equal(one.data, two.data, one.size);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(QA_08_what_is_sealed_is_read_in_its_place_alone),
        cmocka_unit_test(QA_08_what_was_altered_is_not_read),
        cmocka_unit_test(two_seals_of_the_same_bytes_differ),
    };
    return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
