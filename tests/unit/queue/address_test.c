/* SPDX-License-Identifier: Apache-2.0
 * How the address of a Redis is written, and that a refusal does not show it.
 */
#include "queue/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "queue/queue.h"

struct good {
    const char *url;
    struct address is;
};

static const struct good goods[] = {
    {"unix:///run/redis.sock", {.path = "/run/redis.sock"}},
    {"unix:///run/redis.sock?db=3", {.path = "/run/redis.sock", .db = 3}},
    {"redis://queue", {.host = "queue", .port = 6379}},
    {"redis://queue/", {.host = "queue", .port = 6379}},
    {"redis://queue:7000/2", {.host = "queue", .port = 7000, .db = 2}},
    {"redis://:s%40cret@queue", {.host = "queue", .port = 6379, .password = "s@cret"}},
    {"redis://deal:p%2fq@10.0.0.1:6380", {.host = "10.0.0.1", .port = 6380, .user = "deal", .password = "p/q"}},
    {"redis://[::1]:6380", {.host = "::1", .port = 6380}},
};

static const char *const bads[] = {
    "queue:6379", "http://queue", "unix://relative", "unix:///run/r.sock?database=1", "unix:///run/r.sock?db=x",
    "redis://", "redis://:@queue", "redis://secret@queue", "redis://queue:0", "redis://queue:70000", "redis://queue/x",
    "redis://:%zz@queue", "redis://queue:12ab",
};

static void test_addresses_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
        struct address found;
        struct error error;
        assert_int_equal(address_read(goods[i].url, &found, &error), STATUS_OK);
        assert_string_equal(found.path, goods[i].is.path);
        assert_string_equal(found.host, goods[i].is.host);
        assert_string_equal(found.user, goods[i].is.user);
        assert_string_equal(found.password, goods[i].is.password);
        assert_int_equal(found.db, goods[i].is.db);
        if (!found.path[0])
            assert_int_equal(found.port, goods[i].is.port);
    }
}

static void test_what_is_none_is_refused_without_showing_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        struct address found;
        struct error error = {0};
        assert_int_equal(address_read(bads[i], &found, &error), STATUS_INVALID_ARGUMENT);
        assert_null(strstr(error.message, "secret@"));
        assert_non_null(strstr(error.message, "REDIS_URL"));
    }
}

static void test_no_url_is_no_redis(void **state)
{
    struct queue *queue = (struct queue *)state;
    struct error error;
    (void)state;
    assert_int_equal(queue_open(&(struct queue_settings){.url = "", .deployment = "d"}, &queue, &error), STATUS_OK);
    assert_null(queue);
    assert_false(queue_is_up(NULL));
    queue_close(NULL);
    struct queue_settings spoilt = {.url = "redis://queue", .deployment = "two words", .purpose = "test"};
    assert_int_equal(queue_open(&spoilt, &queue, &error), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses_are_read),
        cmocka_unit_test(test_what_is_none_is_refused_without_showing_it),
        cmocka_unit_test(test_no_url_is_no_redis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
