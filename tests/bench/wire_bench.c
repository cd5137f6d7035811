/* SPDX-License-Identifier: Apache-2.0
 * What a call costs without a database: round trips one by one and many in flight, to an echo in a process of its own.
 * `wire_bench [seconds [body bytes]]`; one JSON line per figure.
 */
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "wire/client.h"
#include "wire/server.h"

enum { AT_ONCE = 256, SAMPLES_MAX = 1 << 20 };

static struct server *server;

static void echo(void *owner, struct incoming *incoming)
{
    (void)owner;
    server_reply(server, incoming, NULL, NULL, incoming->body);
}

static void serve(const char *run_dir)
{
    struct server_settings settings = {.context = wire_context(), .run_dir = run_dir, .service = "echo",
                                       .request = echo};
    struct error error;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (server_open(&settings, &server, &error) != STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(1);
    }
    for (;;)
        pause();
}

static double cpu_us(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void measure_round_trips(struct client *client, const struct outcall *outcall, double seconds)
{
    uint32_t *took_us = need_alloc(SAMPLES_MAX * sizeof *took_us);
    size_t n = 0;
    int64_t end_us = clock_mono_us() + (int64_t)(seconds * 1e6);
    for (int64_t began_us; n < SAMPLES_MAX && (began_us = clock_mono_us()) < end_us; n++) {
        struct answer *answer = client_call(client, outcall);
        if (answer->error.status != STATUS_OK)
            fprintf(stderr, "%s\n", answer->error.message);
        answer_free(answer);
        took_us[n] = (uint32_t)(clock_mono_us() - began_us);
    }
    qsort(took_us, n, sizeof *took_us, by_size);
    printf("{\"bench\":\"wire round trip\",\"body_bytes\":%zu,\"calls\":%zu,\"p50_us\":%u,\"p99_us\":%u}\n",
           outcall->body.size, n, took_us[n / 2], took_us[n * 99 / 100]);
    free(took_us);
}

struct flood {
    sem_t room;
    atomic_ulong ok, failed;
};

static void count(void *context, struct answer *answer)
{
    struct flood *flood = context;
    atomic_fetch_add(answer->error.status == STATUS_OK ? &flood->ok : &flood->failed, 1);
    answer_free(answer);
    sem_post(&flood->room);
}

static void measure_pipelined(struct client *client, const struct outcall *outcall, double seconds)
{
    struct flood flood = {0};
    struct outcall mine = *outcall;
    sem_init(&flood.room, 0, AT_ONCE);
    mine.done = count;
    mine.context = &flood;
    double cpu = cpu_us();
    int64_t began_us = clock_mono_us();
    while (clock_mono_us() - began_us < (int64_t)(seconds * 1e6)) {
        sem_wait(&flood.room);
        client_send(client, &mine);
    }
    for (int i = 0; i < AT_ONCE; i++)
        sem_wait(&flood.room);
    double took_s = (double)(clock_mono_us() - began_us) / 1e6;
    printf("{\"bench\":\"wire pipelined\",\"body_bytes\":%zu,\"calls\":%lu,\"failed\":%lu,\"per_second\":%.0f,"
           "\"caller_cpu_us\":%.1f}\n",
           outcall->body.size, flood.ok, flood.failed, (double)flood.ok / took_s, (cpu_us() - cpu) / (double)flood.ok);
    sem_destroy(&flood.room);
}

static void measure(const char *run_dir, double seconds, size_t size)
{
    struct client_settings settings = {.context = wire_context(), .run_dir = run_dir};
    struct client *client;
    struct error error;
    Header header = HEADER__INIT;
    header.method = "echo.Echo";
    struct outcall outcall = {.service = "echo", .header = &header, .timeout_ms = 10000};
    outcall.body = (struct bytes){need_alloc(size), size};
    if (client_open(&settings, &client, &error) != STATUS_OK)
        abort();
    while (!client_ready(client, "echo", NULL, 0))
        usleep(1000);
    measure_round_trips(client, &outcall, seconds);
    measure_pipelined(client, &outcall, seconds);
    client_close(client);
    free((void *)outcall.body.data);
}

int main(int argc, char **argv)
{
    char folder[] = P_tmpdir "/bench.XXXXXX", command[64];
    double seconds = argc > 1 ? atof(argv[1]) : 2;
    if (!mkdtemp(folder))
        return 1;
    pid_t child = fork(); /* before this process has a ZeroMQ context */
    if (child == 0)
        serve(folder);
    measure(folder, seconds, argc > 2 ? (size_t)atol(argv[2]) : 200);
    wire_context_end();
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) != 0;
}
