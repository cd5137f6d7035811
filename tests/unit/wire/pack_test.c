/* SPDX-License-Identifier: Apache-2.0
 * Packing on an arena, the budget of unpacking, and appended header fields.
 */
#include "wire/pack.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "dealspine/wire.pb-c.h"
#include "wire/frames.h"

static struct bytes many_empty_grants(struct arena *arena, size_t n)
{
    uint8_t *bytes = arena_alloc(arena, 2 * n); /* field 4 of Principal, length 0 */
    for (size_t i = 0; i < n; i++)
        bytes[2 * i] = 4 << 3 | 2;
    return (struct bytes){bytes, 2 * n};
}

static Header *sample(struct arena *arena)
{
    Header *header = wire_new(arena, &header__descriptor);
    header->has_kind = true;
    header->kind = KIND__REQUEST;
    header->method = "leads.CaptureLead";
    header->min_pos = wire_new(arena, &position__descriptor);
    header->min_pos->domain = "leads";
    header->min_pos->has_pos = true;
    header->min_pos->pos = UINT64_C(1) << 40;
    return header;
}

static void what_was_packed_comes_out(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct bytes bytes = wire_pack(arena, sample(arena));
    Header *back = wire_unpack(arena, &header__descriptor, bytes, 4096);
    assert_non_null(back);
    assert_string_equal(back->method, "leads.CaptureLead");
    assert_int_equal(back->min_pos->pos, UINT64_C(1) << 40);
    assert_false(back->has_credit);
    assert_null(back->traceparent);
    arena_free(arena);
}

static void nothing_unpacks_to_an_empty_message(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_non_null(wire_unpack(arena, &header__descriptor, (struct bytes){0}, 4096));
    assert_null(wire_unpack(arena, &header__descriptor, (struct bytes){0}, 0));
    arena_free(arena);
}

static void the_budget_holds_whatever_the_arena_held_before(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct bytes hostile = many_empty_grants(arena, 1 << 19);
    size_t before = arena_used(arena);
    assert_null(wire_unpack(arena, &principal__descriptor, hostile, 1 << 20));
    assert_true(arena_used(arena) - before <= 1 << 20);
    arena_alloc(arena, 4 << 20); /* the limit is gone afterwards */
    assert_non_null(wire_unpack(arena, &principal__descriptor, hostile, 256 << 20));
    arena_free(arena);
}

static void every_budget_either_fits_or_fails_cleanly(void **state)
{
    (void)state;
    struct arena *arena = arena_new(), *other = arena_new();
    struct bytes bytes = wire_pack(arena, sample(arena));
    bool fitted = false;
    for (size_t budget = 0; budget < 4096; budget += 8) {
        bool fits = wire_unpack(other, &header__descriptor, bytes, budget);
        assert_true(fits || !fitted);
        fitted = fits;
        arena_reset(other);
    }
    assert_true(fitted);
    arena_free(arena);
    arena_free(other);
}

static void damaged_bytes_are_refused_or_read_but_never_crash(void **state)
{
    (void)state;
    struct arena *arena = arena_new(), *other = arena_new();
    struct bytes bytes = wire_pack(arena, sample(arena));
    unsigned refused = 0;
    srandom(3);
    for (int i = 0; i < 20000; i++) {
        uint8_t *copy = malloc(bytes.size);
        memcpy(copy, bytes.data, bytes.size);
        for (int flips = 0; flips < 3; flips++)
            copy[(size_t)random() % bytes.size] ^= (uint8_t)(1 << random() % 8);
        size_t size = (size_t)random() % (bytes.size + 1);
        refused += !wire_unpack(other, &header__descriptor, (struct bytes){copy, size}, 1 << 16);
        arena_reset(other);
        free(copy);
    }
    assert_in_range(refused, 1000, 19999);
    arena_free(arena);
    arena_free(other);
}

static void an_appended_field_wins(void **state)
{
    (void)state;
    const uint32_t values[] = {0, 1, 127, 128, 300, UINT32_MAX};
    struct arena *arena = arena_new();
    Header *header = sample(arena);
    header->has_timeout_ms = true;
    header->timeout_ms = 77;
    struct bytes bytes = wire_pack(arena, header);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        uint8_t *longer = arena_alloc(arena, bytes.size + 2 * FIELD_MAX);
        memcpy(longer, bytes.data, bytes.size);
        size_t size = bytes.size + field_put(longer + bytes.size, FIELD_TIMEOUT_MS, values[i]);
        size += field_put(longer + size, FIELD_CREDIT, values[i]);
        assert_true(size <= bytes.size + 2 * FIELD_MAX);
        Header *back = wire_unpack(arena, &header__descriptor, (struct bytes){longer, size}, 4096);
        assert_int_equal(back->timeout_ms, values[i]);
        assert_true(back->has_credit);
        assert_int_equal(back->credit, values[i]);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_out),
        cmocka_unit_test(nothing_unpacks_to_an_empty_message),
        cmocka_unit_test(the_budget_holds_whatever_the_arena_held_before),
        cmocka_unit_test(every_budget_either_fits_or_fails_cleanly),
        cmocka_unit_test(damaged_bytes_are_refused_or_read_but_never_crash),
        cmocka_unit_test(an_appended_field_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
