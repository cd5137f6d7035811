/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "qa/recording.h"
#include "qa/ratio.h"

static Recording in_state(Recording__State state)
{
    Recording recording = RECORDING__INIT;
    recording.call_id = "0190a000-0000-7000-8000-00000000000a";
    recording.state = state;
    recording.size = 1000;
    recording.received = 400;
    recording.sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    recording.retention_line = "sales";
    recording.retention_version = 3;
    return recording;
}

static void assert_moves(Recording__State from, const char *verb, Recording__State to)
{
    struct error error;
    Recording recording = in_state(from);
    assert_int_equal(recording_move(&recording, verb, &error), STATUS_OK);
    assert_int_equal(recording.state, to);
}

static void QA_01_a_recording_is_expected_stored_or_missing(void **unused)
{
    (void)unused;
    assert_moves(RECORDING__STATE__EXPECTED, "store", RECORDING__STATE__STORED);
    assert_moves(RECORDING__STATE__EXPECTED, "give up", RECORDING__STATE__MISSING);
    assert_moves(RECORDING__STATE__MISSING, "store", RECORDING__STATE__STORED);
}

static void QA_02_what_is_held_is_not_deleted(void **unused)
{
    (void)unused;
    struct error error;
    assert_moves(RECORDING__STATE__STORED, "delete", RECORDING__STATE__DELETED);
    assert_moves(RECORDING__STATE__STORED, "hold", RECORDING__STATE__HELD);
    assert_moves(RECORDING__STATE__HELD, "hold", RECORDING__STATE__HELD);
    assert_moves(RECORDING__STATE__HELD, "lift", RECORDING__STATE__HELD);
    assert_moves(RECORDING__STATE__HELD, "release", RECORDING__STATE__STORED);
    static const Recording__State never[] = {RECORDING__STATE__HELD, RECORDING__STATE__EXPECTED,
                                             RECORDING__STATE__MISSING, RECORDING__STATE__DELETED};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        Recording recording = in_state(never[i]);
        assert_int_equal(recording_move(&recording, "delete", &error), STATUS_FAILED_PRECONDITION);
        assert_string_equal(error.reason, "WRONG_STATE");
        assert_int_equal(recording.state, never[i]);
    }
}

static void QA_01_the_hash_of_parts_is_the_hash_of_the_whole(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    uint8_t state[RECORDING_HASH_STATE];
    recording_hash_begin(state);
    assert_string_equal(recording_hash_end(state, arena),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (const char *p = "abc"; *p; p++)
        assert_true(recording_hash_add(state, p, 1));
    assert_string_equal(recording_hash_end(state, arena),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    uint8_t whole[RECORDING_HASH_STATE], parts[RECORDING_HASH_STATE], bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 31);
    recording_hash_begin(whole);
    recording_hash_begin(parts);
    assert_true(recording_hash_add(whole, bytes, sizeof bytes));
    for (size_t at = 0, n = 1; at < sizeof bytes; at += n, n = n * 3 % 997 + 1)
        assert_true(recording_hash_add(parts, bytes + at, n < sizeof bytes - at ? n : sizeof bytes - at));
    assert_string_equal(recording_hash_end(whole, arena), recording_hash_end(parts, arena));
    arena_free(arena);
}

static void what_is_no_state_of_a_hash_is_refused(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    uint8_t state[RECORDING_HASH_STATE] = {0};
    assert_false(recording_hash_add(state, "a", 1));
    assert_null(recording_hash_end(state, arena));
    arena_free(arena);
}

static void QA_01_parts_follow_one_another(void **unused)
{
    (void)unused;
    struct error error;
    Recording recording = in_state(RECORDING__STATE__EXPECTED);
    assert_int_equal(recording_accepts(&recording, 400, 600, &error), STATUS_OK);
    assert_int_equal(recording_accepts(&recording, 400, 601, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "data");
    static const uint64_t wrong[] = {0, 399, 401, 1000, UINT64_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(recording_accepts(&recording, wrong[i], 1, &error), STATUS_FAILED_PRECONDITION);
        assert_string_equal(error.reason, "OFFSET");
        assert_non_null(strstr(error.message, "begins at 400"));
    }
}

static void QA_02_a_tombstone_says_what_was_deleted_when_and_why(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    Recording recording = in_state(RECORDING__STATE__DELETED);
    const char *tombstone = recording_tombstone(&recording, 1700000000000001, arena);
    assert_string_equal(tombstone, "6d1489bdd4323040e8d3698fdbaabb87db38f25cc401a40b0939c7d4d00b14f2");
    recording.retention_version = 4;
    assert_string_not_equal(recording_tombstone(&recording, 1700000000000001, arena), tombstone);
    recording.retention_version = 3;
    assert_string_not_equal(recording_tombstone(&recording, 1700000000000002, arena), tombstone);
    arena_free(arena);
}

static void QA_01_a_gap_is_rounded_half_up(void **unused)
{
    (void)unused;
    static const struct { uint64_t part, whole; uint32_t points; } cases[] = {
        {0, 0, 0}, {0, 7, 0}, {7, 7, 10000}, {1, 3, 3333}, {2, 3, 6667}, {1, 20000, 1}, {1, 20001, 0}, {3, 5, 6000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(basis_points(cases[i].part, cases[i].whole), cases[i].points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(QA_01_a_recording_is_expected_stored_or_missing),
        cmocka_unit_test(QA_02_what_is_held_is_not_deleted),
        cmocka_unit_test(QA_01_the_hash_of_parts_is_the_hash_of_the_whole),
        cmocka_unit_test(what_is_no_state_of_a_hash_is_refused),
        cmocka_unit_test(QA_01_parts_follow_one_another),
        cmocka_unit_test(QA_02_a_tombstone_says_what_was_deleted_when_and_why),
        cmocka_unit_test(QA_01_a_gap_is_rounded_half_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
