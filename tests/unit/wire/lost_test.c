/* SPDX-License-Identifier: Apache-2.0
 * Peers that are dead, hung, stopped or killed: every call is answered exactly once, and what may be repeated is.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "echo_service.h"

enum { CALLS_MAX = 4000, AT_ONCE = 400 };

/* Counts the answers of each call of a test. */
struct tally {
    struct count {
        struct tally *all;
        atomic_uint answers, ok;
    } calls[CALLS_MAX];
    atomic_uint ok, unavailable, late, no, uncertain, other;
    sem_t came;
    int awaited;
};

static struct tally *tally_new(void)
{
    struct tally *tally = calloc(1, sizeof *tally);
    sem_init(&tally->came, 0, 0);
    for (int i = 0; i < CALLS_MAX; i++)
        tally->calls[i].all = tally;
    return tally;
}

static void tally_free(struct tally *tally)
{
    sem_destroy(&tally->came);
    free(tally);
}

static void count(void *context, struct answer *answer)
{
    struct count *call = context;
    struct tally *tally = call->all;
    enum status status = answer->error.status;
    atomic_fetch_add(&call->answers, 1);
    atomic_fetch_add(&call->ok, status == STATUS_OK);
    atomic_fetch_add(status == STATUS_OK                  ? &tally->ok
                     : status == STATUS_UNAVAILABLE       ? &tally->unavailable
                     : status == STATUS_DEADLINE_EXCEEDED ? &tally->late
                                                          : &tally->other,
                     1);
    if (status != STATUS_OK)
        atomic_fetch_add(answer->error.executed == EXECUTED_NO ? &tally->no : &tally->uncertain, 1);
    answer_free(answer);
    sem_post(&tally->came);
}

static void await_one(struct tally *tally)
{
    while (sem_wait(&tally->came) && errno == EINTR)
        ;
    tally->awaited++;
}

static void await(struct tally *tally, int n)
{
    while (tally->awaited < n)
        await_one(tally);
    usleep(50 * 1000); /* a second answer would come now */
    for (int i = 0; i < n; i++)
        assert_int_equal(tally->calls[i].answers, 1);
}

struct fixture {
    char *folder;
    struct client *client;
    struct tally *tally;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = folder_new();
    f->client = echo_client(f->folder);
    f->tally = tally_new();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    client_close(f->client);
    tally_free(f->tally);
    folder_free(f->folder);
    free(f);
    return 0;
}

/* A socket file whose process is dead. */
static void leave_dead_file(const char *folder, const char *instance)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char path[90];
    snprintf(path, sizeof path, "%s/echo", folder);
    mkdir(path, 0700);
    snprintf(address.sun_path, sizeof address.sun_path, "%s/%s.ipc", path, instance);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

static void without_any_instance_calls_wait_and_then_fail_certainly(void **state)
{
    struct fixture *f = *state;
    int64_t began_ms = clock_mono_ms();
    struct answer *answer = echo_call(f->client, "echo.Echo", "", 0, 300);
    assert_int_equal(answer->error.status, STATUS_UNAVAILABLE);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    assert_string_equal(answer->error.message, "echo: no instance is running");
    assert_in_range(clock_mono_ms() - began_ms, 295, 600);
    answer_free(answer);
}

static void dead_files_stop_nothing(void **state)
{
    struct fixture *f = *state;
    char path[128];
    leave_dead_file(f->folder, "111");
    leave_dead_file(f->folder, "222");
    struct answer *answer = echo_call(f->client, "echo.Echo", "", 0, 200);
    assert_int_equal(answer->error.status, STATUS_UNAVAILABLE);
    answer_free(answer);
    struct echo *echo = echo_open(f->folder, "222", 0); /* one under the name of a dead one */
    assert_true(echo_await(f->client, 1));
    for (int i = 0; i < 100; i++)
        echo_send(f->client, "echo.Echo", "", NULL, 2000, count, &f->tally->calls[i]);
    await(f->tally, 100);
    assert_int_equal(f->tally->ok, 100);
    snprintf(path, sizeof path, "%s/echo/111.ipc", f->folder);
    assert_int_equal(access(path, F_OK), -1); /* the living one cleaned up */
    echo_close(echo);
}

static void a_hung_peer_swallows_no_more_than_its_window(void **state)
{
    struct fixture *f = *state;
    struct echo *echo = echo_open(f->folder, "hung", 0);
    assert_true(echo_await(f->client, 1));
    for (int i = 0; i < 500; i++)
        echo_send(f->client, "echo.Never", "", NULL, 700, count, &f->tally->calls[i]);
    await(f->tally, 500);
    assert_int_equal(f->tally->ok, 0);
    assert_int_equal(f->tally->late, 500);
    assert_in_range(echo->requests, 8, 64);
    assert_int_equal(f->tally->uncertain, echo->requests); /* sent; the others were certainly not */
    assert_int_equal(f->tally->no, 500 - echo->requests);
    /* The window stays closed until its late replies come. */
    struct answer *answer = echo_call(f->client, "echo.Echo", "", 0, 300);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    answer_free(answer);
    unsigned held = atomic_exchange(&echo->n_held, 0);
    for (unsigned i = 0; i < held; i++)
        server_reply(echo->server, echo->held[i], NULL, NULL, (struct bytes){0});
    answer = echo_call(f->client, "echo.Echo", "", 0, 2000);
    assert_int_equal(answer->error.status, STATUS_OK);
    answer_free(answer);
    echo_close(echo);
}

static void a_stopped_process_is_ejected_and_found_again(void **state)
{
    struct fixture *f = *state;
    pid_t child = echo_child(f->folder, "1");
    assert_true(echo_await(f->client, 1));
    kill(child, SIGSTOP);
    int64_t began_ms = clock_mono_ms();
    for (int i = 0; i < 200; i++)
        echo_send(f->client, "echo.Echo", "", NULL, 20000, count, &f->tally->calls[i]);
    assert_true(echo_await(f->client, 0));
    assert_in_range(clock_mono_ms() - began_ms, 1400, 3200);
    kill(child, SIGCONT);
    await(f->tally, 200);
    assert_in_range(f->tally->uncertain, 1, 64); /* without a key: what was in flight is not repeated */
    assert_int_equal(f->tally->ok + f->tally->uncertain, 200);
    assert_true(echo_await(f->client, 1));
    child_end(child);
}

static void a_killed_process_costs_nothing_that_may_be_repeated(void **state)
{
    struct fixture *f = *state;
    pid_t child = echo_child(f->folder, "1");
    assert_true(echo_await(f->client, 1));
    for (int i = 0; i < 1000; i++) {
        echo_send(f->client, "echo.Echo", "", i % 2 ? "key" : NULL, 20000, count, &f->tally->calls[i]);
        if (i == 700) {
            child_end(child);
            child = echo_child(f->folder, "2");
        }
        if (i % 50 == 0)
            usleep(2000);
    }
    await(f->tally, 1000);
    assert_int_equal(f->tally->ok + f->tally->unavailable, 1000);
    assert_int_equal(f->tally->no, 0);
    assert_in_range(f->tally->unavailable, 0, 64);
    for (int i = 1; i < 1000; i += 2)
        assert_int_equal(f->tally->calls[i].ok, 1); /* under a key */
    child_end(child);
}

static void kills_at_random_answer_each_call_once(void **state)
{
    struct fixture *f = *state;
    pid_t children[2] = {echo_child(f->folder, "1"), echo_child(f->folder, "2")};
    assert_true(echo_await(f->client, 2));
    srandom(4);
    for (int i = 0; i < CALLS_MAX; i++) {
        if (i >= AT_ONCE)
            await_one(f->tally);
        echo_send(f->client, "echo.Slow", i % 3 ? "1" : "9", i % 2 ? "key" : NULL, 20000, count, &f->tally->calls[i]);
        if (i % 16 == 0)
            usleep(4000);
        if (i % 500 == 250) {
            int which = (int)(random() % 2);
            char name[] = {which ? '2' : '1', '\0'};
            child_end(children[which]);
            children[which] = echo_child(f->folder, name); /* the same name: the file is replaced */
        }
    }
    await(f->tally, CALLS_MAX);
    assert_int_equal(f->tally->other, 0);
    assert_int_equal(f->tally->late, 0);
    assert_true(f->tally->ok > CALLS_MAX - 8 * 64);
    assert_true(echo_await(f->client, 2));
    child_end(children[0]);
    child_end(children[1]);
}

/* ZeroMQ 4.3.4 ends the process of the caller here when ZMQ_IMMEDIATE is set. */
static void peers_that_die_between_two_frames_harm_nobody(void **state)
{
    struct fixture *f = *state;
    unsigned sent = 0;
    for (int kills = 0; kills < 25; kills++) {
        struct tally *tally = tally_new();
        pid_t child = echo_child(f->folder, "1");
        assert_true(echo_await(f->client, 1));
        int n = 1000 + kills * 37;
        for (int i = 0; i < n; i++) {
            if (i >= AT_ONCE)
                await_one(tally);
            echo_send(f->client, "echo.Echo", "x", NULL, 20000, count, &tally->calls[i]);
        }
        child_end(child);
        child = echo_child(f->folder, "1");
        await(tally, n);
        assert_int_equal(tally->ok + tally->unavailable, n);
        sent += (unsigned)n;
        child_end(child);
        tally_free(tally);
    }
    assert_true(sent > 25000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int argc, char **argv)
{
    echo_child_main(argc, argv);
    const struct CMUnitTest tests[] = {
        TEST(without_any_instance_calls_wait_and_then_fail_certainly),
        TEST(dead_files_stop_nothing),
        TEST(a_hung_peer_swallows_no_more_than_its_window),
        TEST(a_stopped_process_is_ejected_and_found_again),
        TEST(a_killed_process_costs_nothing_that_may_be_repeated),
        TEST(kills_at_random_answer_each_call_once),
        TEST(peers_that_die_between_two_frames_harm_nobody),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    wire_context_end();
    return failed;
}
