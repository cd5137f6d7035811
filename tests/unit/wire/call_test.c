/* SPDX-License-Identifier: Apache-2.0
 * Calls between a client and servers that live: what arrives, what is refused, what the window holds back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "echo_service.h"
#include "wire/frames.h"

struct fixture {
    char *folder;
    struct echo *echo;
    struct client *client;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = folder_new();
    f->echo = echo_open(f->folder, "one", 0);
    f->client = echo_client(f->folder);
    *state = f;
    return !echo_await(f->client, 1);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    client_close(f->client);
    echo_close(f->echo);
    folder_free(f->folder);
    free(f);
    return 0;
}

static void an_echo_comes_back_with_its_header(void **state)
{
    struct fixture *f = *state;
    struct answer *answer = echo_call(f->client, "echo.Echo", "hello", 5, 2000);
    assert_int_equal(answer->error.status, STATUS_OK);
    assert_int_equal(answer->error.executed, EXECUTED_YES);
    assert_int_equal(answer->body.size, 5);
    assert_memory_equal(answer->body.data, "hello", 5);
    assert_string_equal(answer->header->pos->domain, "echo");
    assert_int_equal(answer->header->pos->pos, 1);
    assert_false(answer->header->replayed);
    assert_int_equal(answer->header->credit, 64);
    assert_int_equal(answer->header->id.len, 16);
    answer_free(answer);
    answer = echo_call(f->client, "echo.Echo", "hello", 5, 2000);
    assert_int_equal(answer->header->pos->pos, 2);
    assert_true(answer->header->replayed);
    answer_free(answer);
}

static void the_server_sees_the_time_left(void **state)
{
    struct fixture *f = *state;
    struct answer *answer = echo_call(f->client, "echo.Late", "", 0, 3000);
    char text[16] = "";
    memcpy(text, answer->body.data, answer->body.size);
    assert_in_range(atoi(text), 2500, 3000);
    answer_free(answer);
}

static void a_failure_comes_back_whole(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    Status status = STATUS__INIT;
    status.has_code = status.has_executed = true;
    status.code = STATUS_FAILED_PRECONDITION;
    status.message = "a lead in state LOST can't be converted";
    status.field = "lead_id";
    struct bytes body = wire_pack(arena, &status);
    struct answer *answer = echo_call(f->client, "echo.Fail", body.data, body.size, 2000);
    assert_int_equal(answer->error.status, STATUS_FAILED_PRECONDITION);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    assert_string_equal(answer->error.field, "lead_id");
    assert_string_equal(answer->error.message, "a lead in state LOST can't be converted");
    answer_free(answer);
    assert_int_equal(f->echo->requests, 1); /* no retry: it would fail again */
    arena_free(arena);
}

static void what_certainly_did_not_run_is_tried_three_times(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_new();
    Status status = STATUS__INIT;
    status.has_code = status.has_executed = true;
    status.code = STATUS_UNAVAILABLE;
    struct bytes body = wire_pack(arena, &status);
    answer_free(echo_call(f->client, "echo.Fail", body.data, body.size, 2000));
    assert_int_equal(f->echo->requests, 3);
    status.has_executed = false;
    body = wire_pack(arena, &status);
    struct answer *answer = echo_call(f->client, "echo.Fail", body.data, body.size, 2000);
    assert_int_equal(answer->error.executed, EXECUTED_UNCERTAIN);
    assert_int_equal(f->echo->requests, 4); /* a command without a key that may have run is never repeated */
    answer_free(answer);
    arena_free(arena);
}

static void oversized_messages_are_refused_both_ways(void **state)
{
    struct fixture *f = *state;
    static uint8_t large[BODY_MAX + 1];
    struct answer *answer = echo_call(f->client, "echo.Echo", large, sizeof large, 2000);
    assert_int_equal(answer->error.status, STATUS_INVALID_ARGUMENT);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    answer_free(answer);
    answer = echo_call(f->client, "echo.Echo", large, BODY_MAX, 5000);
    assert_int_equal(answer->error.status, STATUS_OK);
    assert_int_equal(answer->body.size, BODY_MAX);
    answer_free(answer);
    answer = echo_call(f->client, "echo.Large", "", 0, 2000);
    assert_int_equal(answer->error.status, STATUS_INTERNAL);
    assert_int_equal(answer->error.executed, EXECUTED_YES);
    answer_free(answer);
    assert_int_equal(f->echo->requests, 2);
}

static void a_bad_service_name_is_refused(void **state)
{
    struct fixture *f = *state;
    Header header = HEADER__INIT;
    struct outcall outcall = {.service = "../echo", .header = &header, .timeout_ms = 1000};
    struct answer *answer = client_call(f->client, &outcall);
    assert_int_equal(answer->error.status, STATUS_INVALID_ARGUMENT);
    answer_free(answer);
}

struct flood {
    sem_t room;
    atomic_uint done, ok;
};

static void flood_done(void *context, struct answer *answer)
{
    struct flood *flood = context;
    atomic_fetch_add(&flood->ok, answer->error.status == STATUS_OK && answer->body.size == 4);
    atomic_fetch_add(&flood->done, 1);
    answer_free(answer);
    sem_post(&flood->room);
}

static void a_flood_passes_within_the_window(void **state)
{
    enum { CALLS = 20000, AT_ONCE = 512 };
    struct fixture *f = *state;
    struct flood flood = {0};
    sem_init(&flood.room, 0, AT_ONCE);
    int64_t began_us = clock_mono_us();
    for (int i = 0; i < CALLS; i++) {
        sem_wait(&flood.room);
        echo_send(f->client, "echo.Echo", "body", NULL, 20000, flood_done, &flood);
    }
    for (int i = 0; i < AT_ONCE; i++)
        sem_wait(&flood.room);
    int64_t took_us = clock_mono_us() - began_us;
    print_message("%d calls in %d ms\n", CALLS, (int)(took_us / 1000));
    assert_int_equal(flood.done, CALLS);
    assert_int_equal(flood.ok, CALLS);
    assert_int_equal(f->echo->requests, CALLS);
    assert_in_range(f->echo->most, 2, 64);
    sem_destroy(&flood.room);
}

static void a_small_queue_is_never_overrun(void **state)
{
    (void)state;
    enum { CALLS = 400 };
    char *folder = folder_new();
    struct echo *echo = echo_open(folder, "small", 4);
    struct client *client = echo_client(folder);
    struct flood flood = {0};
    assert_true(echo_await(client, 1));
    sem_init(&flood.room, 0, 0);
    for (int i = 0; i < CALLS; i++)
        echo_send(client, "echo.Slow", "1   ", NULL, 20000, flood_done, &flood);
    for (int i = 0; i < CALLS; i++)
        sem_wait(&flood.room);
    assert_int_equal(flood.ok, CALLS);
    assert_in_range(echo->most, 1, 4);
    client_close(client);
    echo_close(echo);
    sem_destroy(&flood.room);
    folder_free(folder);
}

static void a_full_waiting_list_refuses(void **state)
{
    (void)state;
    enum { CALLS = 1100 };
    char *folder = folder_new();
    struct client *client = echo_client(folder); /* and no server */
    struct flood flood = {0};
    sem_init(&flood.room, 0, 0);
    for (int i = 0; i < CALLS; i++)
        echo_send(client, "echo.Echo", "body", NULL, 1000, flood_done, &flood);
    usleep(300 * 1000);
    assert_int_equal(flood.done, CALLS - 1024);
    struct echo *echo = echo_open(folder, "late", 0); /* those in the list find it within their time */
    for (int i = 0; i < CALLS; i++)
        sem_wait(&flood.room);
    assert_int_equal(flood.ok, 1024);
    client_close(client);
    echo_close(echo);
    sem_destroy(&flood.room);
    folder_free(folder);
}

static void two_instances_share_the_load(void **state)
{
    enum { CALLS = 4000 };
    struct fixture *f = *state;
    struct echo *two = echo_open(f->folder, "two", 0);
    struct flood flood = {0};
    assert_true(echo_await(f->client, 2));
    sem_init(&flood.room, 0, 100);
    for (int i = 0; i < CALLS; i++) {
        sem_wait(&flood.room);
        echo_send(f->client, "echo.Echo", "body", NULL, 20000, flood_done, &flood);
    }
    for (int i = 0; i < 100; i++)
        sem_wait(&flood.room);
    assert_int_equal(flood.ok, CALLS);
    assert_in_range(two->requests, CALLS / 4, CALLS * 3 / 4);
    sem_destroy(&flood.room);
    echo_close(two);
}

static void a_service_that_is_not_ready_gets_no_calls(void **state)
{
    struct fixture *f = *state;
    char reason[64];
    f->echo->not_ready = "postgres is down";
    assert_true(echo_await(f->client, 0));
    client_ready(f->client, "echo", reason, sizeof reason);
    assert_string_equal(reason, "postgres is down");
    struct answer *answer = echo_call(f->client, "echo.Echo", "", 0, 300);
    assert_int_equal(answer->error.status, STATUS_UNAVAILABLE);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    assert_string_equal(answer->error.message, "echo: postgres is down");
    answer_free(answer);
    assert_int_equal(f->echo->requests, 0);
    f->echo->not_ready = NULL;
    answer = echo_call(f->client, "echo.Echo", "", 0, 3000);
    assert_int_equal(answer->error.status, STATUS_OK);
    answer_free(answer);
}

static void a_draining_server_finishes_and_takes_no_more(void **state)
{
    struct fixture *f = *state;
    char path[128];
    struct flood flood = {0};
    sem_init(&flood.room, 0, 0);
    snprintf(path, sizeof path, "%s/echo/one.ipc", f->folder);
    assert_int_equal(access(path, F_OK), 0);
    echo_send(f->client, "echo.Slow", "300 ", NULL, 5000, flood_done, &flood);
    usleep(100 * 1000);
    server_drain(f->echo->server);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(server_outstanding(f->echo->server), 1);
    for (int i = 0; i < 100 && client_ready(f->client, "echo", NULL, 0); i++)
        usleep(1000); /* sooner than by the next ping */
    struct answer *answer = echo_call(f->client, "echo.Echo", "", 0, 500);
    assert_int_equal(answer->error.status, STATUS_UNAVAILABLE);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    answer_free(answer);
    sem_wait(&flood.room);
    assert_int_equal(flood.ok, 1);
    assert_int_equal(f->echo->requests, 1);
    struct echo *two = echo_open(f->folder, "two", 0);
    answer = echo_call(f->client, "echo.Echo", "", 0, 3000);
    assert_int_equal(answer->error.status, STATUS_OK);
    answer_free(answer);
    assert_int_equal(two->requests, 1);
    echo_close(two);
    sem_destroy(&flood.room);
}

static void closing_answers_what_is_outstanding(void **state)
{
    struct fixture *f = *state;
    struct flood flood = {0};
    sem_init(&flood.room, 0, 0);
    for (int i = 0; i < 100; i++)
        echo_send(f->client, "echo.Never", "body", NULL, 60000, flood_done, &flood);
    usleep(100 * 1000);
    client_close(f->client);
    assert_int_equal(flood.done, 100);
    assert_int_equal(flood.ok, 0);
    f->client = echo_client(f->folder);
    sem_destroy(&flood.room);
}

static void sockets_are_private_and_paths_bounded(void **state)
{
    struct fixture *f = *state;
    struct stat folder;
    char path[200], deep[120];
    snprintf(path, sizeof path, "%s/echo", f->folder);
    assert_int_equal(stat(path, &folder), 0);
    assert_int_equal(folder.st_mode & 0777, 0700);
    memset(deep, 'x', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    struct server_settings settings = {.context = wire_context(), .run_dir = f->folder, .service = "echo",
                                       .instance = deep};
    struct server *server = NULL;
    struct error error;
    assert_int_equal(server_open(&settings, &server, &error), STATUS_UNAVAILABLE);
    assert_null(server);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_echo_comes_back_with_its_header),
        TEST(the_server_sees_the_time_left),
        TEST(a_failure_comes_back_whole),
        TEST(what_certainly_did_not_run_is_tried_three_times),
        TEST(oversized_messages_are_refused_both_ways),
        TEST(a_bad_service_name_is_refused),
        TEST(a_flood_passes_within_the_window),
        cmocka_unit_test(a_small_queue_is_never_overrun),
        cmocka_unit_test(a_full_waiting_list_refuses),
        TEST(two_instances_share_the_load),
        TEST(a_service_that_is_not_ready_gets_no_calls),
        TEST(a_draining_server_finishes_and_takes_no_more),
        TEST(closing_answers_what_is_outstanding),
        TEST(sockets_are_private_and_paths_bounded),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    wire_context_end();
    return failed;
}
