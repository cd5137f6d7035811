/* SPDX-License-Identifier: Apache-2.0
 * The registry only adds: nothing that Redis forgets or shortens takes an instance off the list, its caller does.
 */
#include "queue/registry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "private_redis.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    log_open("registry_test", LOG_ERROR);
    redis_start();
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
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

static struct instance leads(const char *id)
{
    return (struct instance){.service = "leads", .id = id, .endpoints = {"ipc:///run/leads/1.ipc", "tcp://10.0.0.1:7000"},
                             .version = "0.1.0"};
}

static size_t list(struct registry *registry, struct instance **ret)
{
    return registry_list(registry, "leads", 0, arena, ret, NULL);
}

static void test_what_beats_is_listed(void **state)
{
    struct registry *here = registry_open(redis_queue(), NULL), *there = registry_open(redis_queue(), NULL);
    struct instance one = leads("host-1"), *found;
    bool answered = false;
    (void)state;
    assert_int_equal(registry_list(there, "leads", 0, arena, &found, &answered), 0);
    assert_true(answered);
    assert_true(registry_beat(here, &one));
    assert_int_equal(list(there, &found), 1);
    assert_string_equal(found->id, "host-1");
    assert_string_equal(found->endpoints[0], "ipc:///run/leads/1.ipc");
    assert_string_equal(found->endpoints[1], "tcp://10.0.0.1:7000");
    assert_null(found->endpoints[2]);
    assert_string_equal(found->version, "0.1.0");
    assert_false(found->draining);
    uint64_t beat = found->beat;
    one.draining = true;
    registry_beat(here, &one);
    assert_int_equal(list(there, &found), 1);
    assert_true(found->draining);
    assert_true(found->beat > beat);
    registry_close(here);
    registry_close(there);
}

static void test_a_flushed_registry_takes_nobody_away(void **state)
{
    struct registry *here = registry_open(redis_queue(), NULL), *there = registry_open(redis_queue(), NULL);
    struct instance one = leads("host-1"), two = leads("host-2"), *found;
    (void)state;
    registry_beat(here, &one);
    registry_beat(here, &two);
    assert_int_equal(list(there, &found), 2);
    redis_say("FLUSHALL");
    assert_int_equal(list(there, &found), 2);
    registry_beat(here, &one); /* a short list, not an empty one */
    assert_int_equal(list(there, &found), 2);
    registry_forget(there, "leads", "host-2");
    assert_int_equal(list(there, &found), 1);
    registry_beat(here, &two);
    assert_int_equal(list(there, &found), 2);
    registry_forget(there, "leads", "host-2"); /* and stays away with the beat it had */
    assert_int_equal(list(there, &found), 1);
    assert_int_equal(list(there, &found), 1);
    registry_leave(here, "leads", "host-1");
    registry_close(here);
    registry_close(there);
}

static void test_a_cold_start_knows_the_last_list(void **state)
{
    struct registry *here = registry_open(redis_queue(), redis_file("registry"));
    struct instance one = leads("host-1"), *found;
    (void)state;
    registry_beat(here, &one);
    assert_int_equal(list(here, &found), 1);
    registry_close(here);
    struct registry *cold = registry_open(NULL, redis_file("registry"));
    bool answered = true;
    assert_int_equal(registry_list(cold, "leads", 0, arena, &found, &answered), 1);
    assert_false(answered);
    assert_string_equal(found->endpoints[1], "tcp://10.0.0.1:7000");
    assert_int_equal(registry_list(cold, "customers", 0, arena, &found, NULL), 0);
    registry_forget(cold, "leads", "host-1");
    registry_close(cold);
    cold = registry_open(NULL, redis_file("registry"));
    assert_int_equal(list(cold, &found), 0);
    registry_close(cold);
}

static void test_nonsense_is_passed_over(void **state)
{
    struct registry *registry = registry_open(redis_queue(), NULL);
    struct instance *found;
    (void)state;
    redis_say("HSET test:reg:leads a nonsense b at= c at=ipc:///x d beat=1");
    assert_int_equal(list(registry, &found), 1);
    assert_string_equal(found->id, "c");
    registry_close(registry);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_what_beats_is_listed, flush),
        cmocka_unit_test_setup(test_a_flushed_registry_takes_nobody_away, flush),
        cmocka_unit_test_setup(test_a_cold_start_knows_the_last_list, flush),
        cmocka_unit_test_setup(test_nonsense_is_passed_over, flush),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
