/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aftersales/link.h"

static const char plan_id[] = "0190a000-0000-7000-8000-00000000000a";
static const int64_t now_us = (int64_t)1800000000 * 1000000, hour_us = (int64_t)3600 * 1000000;

static struct key_ring ring_of(size_t n)
{
    struct key_ring ring = {.n = n};
    for (size_t i = 0; i < n; i++)
        memset(ring.key[i], (int)(i + 1), RING_KEY);
    return ring;
}

static struct link plan_link(void)
{
    struct link link = {.kind = LINK_PLAN, .round = 3, .expires_us = now_us + hour_us};
    memcpy(link.id, plan_id, sizeof plan_id);
    return link;
}

static enum status read(const struct key_ring *ring, const char *token, enum link_kind kind, int64_t at_us,
                        struct link *ret_link)
{
    struct error error;
    struct arena *arena = arena_new();
    enum status status = link_read(ring, token, kind, at_us, arena, ret_link, &error);
    if (status != STATUS_OK)
        assert_true(error.reason[0] == 'L');
    arena_free(arena);
    return status;
}

static void AFT_03_a_link_opens_what_it_was_made_for(void **unused)
{
    (void)unused;
    struct link link = plan_link(), found;
    struct key_ring ring = ring_of(1);
    struct arena *arena = arena_new();
    const char *token = link_make(&ring, &link, arena);
    assert_string_equal(token, link_make(&ring, &link, arena));
    assert_int_equal(strlen(token), 83);
    assert_int_equal(strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 83);
    assert_int_equal(read(&ring, token, LINK_PLAN, now_us, &found), STATUS_OK);
    assert_string_equal(found.id, plan_id);
    assert_int_equal(found.round, 3);
    assert_int_equal(found.expires_us, link.expires_us);
    assert_int_equal(read(&ring, token, LINK_SURVEY, now_us, &found), STATUS_NOT_FOUND);
    arena_free(arena);
}

static void AFT_03_a_link_ends_with_its_time(void **unused)
{
    (void)unused;
    struct link link = plan_link(), found;
    struct key_ring ring = ring_of(1);
    struct arena *arena = arena_new();
    const char *token = link_make(&ring, &link, arena);
    assert_int_equal(read(&ring, token, LINK_PLAN, link.expires_us - 1, &found), STATUS_OK);
    assert_int_equal(read(&ring, token, LINK_PLAN, link.expires_us, &found), STATUS_FAILED_PRECONDITION);
    arena_free(arena);
}

static void AFT_03_no_letter_of_a_link_can_be_changed(void **unused)
{
    (void)unused;
    struct link link = plan_link(), found;
    struct key_ring ring = ring_of(1), other = ring_of(1);
    struct arena *arena = arena_new();
    const char *token = link_make(&ring, &link, arena);
    other.key[0][0] ^= 1;
    assert_int_equal(read(&other, token, LINK_PLAN, now_us, &found), STATUS_NOT_FOUND);
    for (size_t i = 0; i + 1 < strlen(token); i++) { /* the last one holds bits that no byte takes */
        char *changed = arena_strdup(arena, token);
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        assert_int_equal(read(&ring, changed, LINK_PLAN, now_us, &found), STATUS_NOT_FOUND);
    }
    assert_int_equal(read(&ring, "p", LINK_PLAN, now_us, &found), STATUS_NOT_FOUND);
    assert_int_equal(read(&ring, "", LINK_PLAN, now_us, &found), STATUS_NOT_FOUND);
    arena_free(arena);
}

static void AFT_03_links_of_an_older_key_stay_valid(void **unused)
{
    (void)unused;
    struct link link = plan_link(), found;
    struct key_ring old = ring_of(1), both = ring_of(2);
    struct arena *arena = arena_new();
    assert_int_equal(read(&both, link_make(&old, &link, arena), LINK_PLAN, now_us, &found), STATUS_OK);
    assert_int_equal(read(&old, link_make(&both, &link, arena), LINK_PLAN, now_us, &found), STATUS_NOT_FOUND);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_03_a_link_opens_what_it_was_made_for),
        cmocka_unit_test(AFT_03_a_link_ends_with_its_time),
        cmocka_unit_test(AFT_03_no_letter_of_a_link_can_be_changed),
        cmocka_unit_test(AFT_03_links_of_an_older_key_stay_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
