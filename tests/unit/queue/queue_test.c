/* SPDX-License-Identifier: Apache-2.0
 * Lanes, leases, limits and bells on a real Redis, which is flushed, stopped and killed in between.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "private_redis.h"
#include "queue/bell.h"
#include "queue/lane.h"
#include "queue/lease.h"
#include "queue/limit.h"

static struct queue *queue, *other;
static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    log_open("queue_test", LOG_ERROR);
    redis_start();
    queue = redis_queue();
    other = redis_queue();
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    queue_close(queue);
    queue_close(other);
    arena_free(arena);
    redis_end();
    return 0;
}

static int flush(void **state)
{
    (void)state;
    redis_say("FLUSHALL");
    return 0;
}

/* Events at the positions from+1 … from+n, each after the one before. */
static enum lane_added add(struct queue *by, uint64_t from, size_t n)
{
    struct lane_entry entries[8];
    for (size_t i = 0; i < n; i++)
        entries[i] = (struct lane_entry){.pos = from + 1 + i, .prev = from + i, .type = "deal.closed",
                                         .event = "\0\1bytes", .size = 7};
    return lane_add(by, "contracts", "e1", entries, n);
}

static size_t read_from(uint64_t pos, struct lane_point *ret)
{
    bool rung;
    *ret = (struct lane_point){.domain = "contracts", .epoch = "e1", .pos = pos};
    assert_true(lane_read(queue, ret, 1, NULL, 50, arena, &rung));
    return ret->n;
}

static void test_a_lane_is_begun_and_then_copied(void **state)
{
    struct lane_point point;
    uint64_t top = 0;
    (void)state;
    assert_false(lane_top(queue, "contracts", "e1", &top));
    assert_int_equal(add(queue, 10, 2), LANE_WIPED);
    assert_int_equal(read_from(0, &point), 1);
    assert_int_equal(point.entries[0].pos, 12);
    assert_string_equal(point.entries[0].type, "");
    assert_int_equal(add(queue, 12, 3), LANE_ADDED);
    assert_int_equal(read_from(12, &point), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(point.entries[i].pos, 13 + i);
        assert_int_equal(point.entries[i].prev, 12 + i);
        assert_string_equal(point.entries[i].type, "deal.closed");
        assert_int_equal(point.entries[i].size, 7);
        assert_memory_equal(point.entries[i].event, "\0\1bytes", 7);
    }
    assert_true(lane_top(queue, "contracts", "e1", &top));
    assert_int_equal(top, 15);
    assert_int_equal(read_from(15, &point), 0);
}

static void test_two_writers_write_once(void **state)
{
    struct lane_point point;
    (void)state;
    add(queue, 0, 1);
    uint64_t present = queue_figures().present;
    assert_int_equal(add(queue, 1, 3), LANE_ADDED);
    assert_int_equal(add(other, 1, 4), LANE_ADDED); /* the first three are there already */
    assert_int_equal(queue_figures().present, present + 3);
    assert_int_equal(read_from(1, &point), 4);
    assert_int_equal(point.entries[3].pos, 5);
    assert_int_equal(add(other, 1, 4), LANE_ADDED);
    assert_int_equal(read_from(1, &point), 4);
}

static void test_a_wiped_lane_is_begun_on_purpose(void **state)
{
    struct lane_point point;
    (void)state;
    add(queue, 0, 1);
    assert_int_equal(add(queue, 1, 2), LANE_ADDED);
    redis_say("FLUSHALL");
    assert_int_equal(add(queue, 3, 2), LANE_WIPED);
    assert_int_equal(read_from(0, &point), 1);
    assert_string_equal(point.entries[0].type, "");
    assert_int_equal(add(queue, 5, 1), LANE_ADDED);
    assert_int_equal(read_from(5, &point), 1);
    assert_int_equal(point.entries[0].prev, 5);
}

static void test_another_epoch_is_another_lane(void **state)
{
    struct lane_entry entry = {.pos = 1, .type = "deal.closed", .event = "x", .size = 1};
    uint64_t top;
    (void)state;
    lane_add(queue, "contracts", "e1", &entry, 1);
    assert_false(lane_top(queue, "contracts", "e2", &top));
}

static void test_a_bell_wakes_who_reads(void **state)
{
    struct lane_point point = {.domain = "contracts", .epoch = "e1"};
    bool rung;
    (void)state;
    assert_true(lane_read(queue, &point, 1, "leads", 20, arena, &rung));
    assert_false(rung);
    bell_ring(other, "leads");
    assert_true(lane_read(queue, &point, 1, "leads", 1000, arena, &rung));
    assert_true(rung);
    assert_true(lane_read(queue, &point, 1, "leads", 20, arena, &rung));
    assert_false(rung);
}

static void test_a_lease_has_one_holder_until_it_ends(void **state)
{
    (void)state;
    assert_int_equal(lease_take(queue, "relay", "a", 100), LEASE_OURS);
    assert_int_equal(lease_take(other, "relay", "b", 100), LEASE_OTHERS);
    assert_int_equal(lease_take(queue, "relay", "a", 100), LEASE_OURS);
    lease_drop(other, "relay", "b");
    assert_int_equal(lease_take(other, "relay", "b", 100), LEASE_OTHERS);
    usleep(150000);
    assert_int_equal(lease_take(other, "relay", "b", 100), LEASE_OURS);
    lease_drop(other, "relay", "b");
    assert_int_equal(lease_take(queue, "relay", "a", 100), LEASE_OURS);
    assert_int_equal(lease_take(NULL, "relay", "a", 100), LEASE_UNKNOWN);
}

/* A burst of three, then one every 100 ms; for another subject anew. */
static void burst(struct limit *limit, struct limit *same)
{
    static const struct limit_rule rule = {"forms", 3, 300};
    int64_t retry_ms;
    for (int i = 0; i < 3; i++)
        assert_true(limit_take(i == 1 ? same : limit, &rule, "one", &retry_ms));
    assert_false(limit_take(limit, &rule, "one", &retry_ms));
    assert_in_range(retry_ms, 1, 100);
    assert_true(limit_take(same, &rule, "two", &retry_ms));
    usleep((unsigned)retry_ms * 1000 + 120000);
    assert_true(limit_take(same, &rule, "one", NULL));
}

static void test_a_limit_is_one_for_all(void **state)
{
    struct limit *limit = limit_open(redis_queue()), *same = limit_open(redis_queue()), *alone = limit_open(NULL);
    (void)state;
    burst(limit, same);
    burst(alone, alone);
    limit_close(limit);
    limit_close(same);
    limit_close(alone);
}

static void test_without_an_answer_nobody_waits_long(void **state)
{
    struct lane_point point = {.domain = "contracts", .epoch = "e1"};
    struct limit *limit = limit_open(redis_queue());
    static const struct limit_rule rule = {"forms", 1, 60000};
    bool rung;
    (void)state;
    add(queue, 0, 1);
    redis_stop();
    int64_t began_ms = clock_mono_ms();
    assert_int_equal(add(queue, 1, 1), LANE_AWAY);
    assert_in_range(clock_mono_ms() - began_ms, QUEUE_PATIENCE_MS - 50, 4 * QUEUE_PATIENCE_MS);
    assert_false(queue_is_up(queue));
    began_ms = clock_mono_ms();
    assert_int_equal(add(queue, 1, 1), LANE_AWAY); /* not asked again so soon */
    assert_in_range(clock_mono_ms() - began_ms, 0, 50);
    assert_true(limit_take(limit, &rule, "one", NULL)); /* counted here */
    assert_false(limit_take(limit, &rule, "one", NULL));
    assert_false(lane_read(queue, &point, 1, NULL, 50, arena, &rung));
    redis_go_on();
    limit_close(limit);
    usleep(500000);
    assert_int_equal(add(queue, 1, 1), LANE_ADDED);
}

static void test_it_comes_back_after_a_kill(void **state)
{
    (void)state;
    add(queue, 0, 2);
    uint64_t outages = queue_figures().outages;
    redis_kill();
    assert_int_equal(add(queue, 2, 1), LANE_AWAY);
    assert_int_equal(queue_figures().outages, outages + 1);
    redis_start();
    int64_t until_ms = clock_mono_ms() + 7000;
    while (add(queue, 2, 1) == LANE_AWAY && clock_mono_ms() < until_ms)
        usleep(20000);
    assert_true(queue_is_up(queue));
    assert_int_equal(add(queue, 3, 1), LANE_ADDED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_lane_is_begun_and_then_copied, flush),
        cmocka_unit_test_setup(test_two_writers_write_once, flush),
        cmocka_unit_test_setup(test_a_wiped_lane_is_begun_on_purpose, flush),
        cmocka_unit_test_setup(test_another_epoch_is_another_lane, flush),
        cmocka_unit_test_setup(test_a_bell_wakes_who_reads, flush),
        cmocka_unit_test_setup(test_a_lease_has_one_holder_until_it_ends, flush),
        cmocka_unit_test_setup(test_a_limit_is_one_for_all, flush),
        cmocka_unit_test_setup(test_without_an_answer_nobody_waits_long, flush),
        cmocka_unit_test_setup(test_it_comes_back_after_a_kill, flush),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
