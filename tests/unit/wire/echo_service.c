/* SPDX-License-Identifier: Apache-2.0 */
#include "echo_service.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "wire/frames.h"

char *folder_new(void)
{
    char *folder = strdup(P_tmpdir "/wire.XXXXXX");
    if (!mkdtemp(folder))
        abort();
    return folder;
}

void folder_free(char *folder)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command))
        abort();
    free(folder);
}

struct slow {
    struct echo *echo;
    struct incoming *incoming;
};

static void *answer_later(void *argument)
{
    struct slow *slow = argument;
    usleep(1000 * (unsigned)atoi(arena_strndup(slow->incoming->arena, (const char *)slow->incoming->body.data,
                                               slow->incoming->body.size)));
    server_reply(slow->echo->server, slow->incoming, NULL, NULL, slow->incoming->body);
    free(slow);
    return NULL;
}

static void answer_slowly(struct echo *echo, struct incoming *incoming)
{
    struct slow *slow = malloc(sizeof *slow);
    *slow = (struct slow){echo, incoming};
    pthread_t thread;
    if (pthread_create(&thread, NULL, answer_later, slow))
        abort();
    pthread_detach(thread);
}

static void answer_failure(struct echo *echo, struct incoming *incoming)
{
    Status *status = wire_unpack(incoming->arena, &status__descriptor, incoming->body, 4096);
    struct error error;
    fail_with(&error, (enum status)status->code, "%s", status->message ? status->message : "");
    snprintf(error.field, sizeof error.field, "%s", status->field ? status->field : "");
    error.executed = !status->has_executed ? EXECUTED_UNCERTAIN : status->executed ? EXECUTED_YES : EXECUTED_NO;
    server_reply(echo->server, incoming, &error, NULL, (struct bytes){0});
}

static void take(void *owner, struct incoming *incoming)
{
    struct echo *echo = owner;
    const char *method = strchr(incoming->header->method, '.') + 1;
    unsigned outstanding = server_outstanding(echo->server);
    atomic_fetch_add(&echo->requests, 1);
    if (outstanding > atomic_load(&echo->most))
        atomic_store(&echo->most, outstanding);
    if (!strcmp(method, "Slow")) {
        answer_slowly(echo, incoming);
    } else if (!strcmp(method, "Fail")) {
        answer_failure(echo, incoming);
    } else if (!strcmp(method, "Never")) {
        echo->held[atomic_fetch_add(&echo->n_held, 1)] = incoming;
    } else if (!strcmp(method, "Late")) {
        char *text = arena_printf(incoming->arena, "%d", (int)(incoming->deadline_mono_ms - clock_mono_ms()));
        server_reply(echo->server, incoming, NULL, NULL, (struct bytes){(uint8_t *)text, strlen(text)});
    } else if (!strcmp(method, "Large")) {
        uint8_t *large = arena_alloc(incoming->arena, BODY_MAX + 1);
        server_reply(echo->server, incoming, NULL, NULL, (struct bytes){large, BODY_MAX + 1});
    } else {
        uint64_t pos = atomic_load(&echo->requests);
        struct effect effect = {.pos = pos, .replayed = pos > 1};
        server_reply(echo->server, incoming, NULL, &effect, incoming->body);
    }
}

static const char *not_ready(void *owner)
{
    return ((struct echo *)owner)->not_ready;
}

struct echo *echo_open(const char *run_dir, const char *instance, uint32_t queue)
{
    struct echo *echo = calloc(1, sizeof *echo);
    struct server_settings settings = {.context = wire_context(), .run_dir = run_dir, .service = "echo",
                                       .instance = instance, .queue = queue, .request = take,
                                       .not_ready = not_ready, .owner = echo};
    struct error error;
    if (server_open(&settings, &echo->server, &error) != STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        abort();
    }
    return echo;
}

void echo_close(struct echo *echo)
{
    for (unsigned i = 0; i < echo->n_held; i++)
        server_reply(echo->server, echo->held[i], NULL, NULL, (struct bytes){0});
    server_close(echo->server);
    free(echo);
}

pid_t echo_child(const char *run_dir, const char *instance)
{
    char parent[16];
    snprintf(parent, sizeof parent, "%d", (int)getpid());
    pid_t pid = fork();
    if (pid == 0) {
        execl("/proc/self/exe", "echo", "serve", run_dir, instance, parent, (char *)NULL);
        _exit(127);
    }
    return pid;
}

void echo_child_main(int argc, char **argv)
{
    if (argc < 5 || strcmp(argv[1], "serve"))
        return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != atoi(argv[4]))
        _exit(1); /* it died before */
    echo_open(argv[2], argv[3], 0);
    for (;;)
        pause();
}

void child_end(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

struct client *echo_client(const char *run_dir)
{
    struct client_settings settings = {.context = wire_context(), .run_dir = run_dir};
    struct client *client;
    struct error error;
    if (client_open(&settings, &client, &error) != STATUS_OK)
        abort();
    return client;
}

bool echo_await(struct client *client, unsigned n)
{
    for (int i = 0; i < 500; i++) {
        if (client_ready(client, "echo", NULL, 0) == n)
            return true;
        usleep(10000);
    }
    return false;
}

static struct outcall outcall_of(const Header *header, const void *body, size_t size, uint32_t timeout_ms)
{
    return (struct outcall){.service = "echo", .header = header, .body = {body, size}, .timeout_ms = timeout_ms};
}

struct answer *echo_call(struct client *client, const char *method, const void *body, size_t size, uint32_t timeout_ms)
{
    Header header = HEADER__INIT;
    header.method = method;
    struct outcall outcall = outcall_of(&header, body, size, timeout_ms);
    return client_call(client, &outcall);
}

void echo_send(struct client *client, const char *method, const char *text, const char *key, uint32_t timeout_ms,
               void (*done)(void *context, struct answer *answer), void *context)
{
    Header header = HEADER__INIT;
    header.method = method;
    header.idempotency_key = key;
    struct outcall outcall = outcall_of(&header, text, strlen(text), timeout_ms);
    outcall.done = done;
    outcall.context = context;
    client_send(client, &outcall);
}
