/* SPDX-License-Identifier: Apache-2.0 */
#include "load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "dealspine/identity.pb-c.h"
#include "wire/principal.h"

enum { TIMEOUT_MS = 10000 };

void load_fail(const char *what, const char *why)
{
    fprintf(stderr, "bench_load: %s: %s\n", what, why);
    exit(1);
}

/* ---- figures ---- */

void samples_add(struct samples *samples, int64_t us)
{
    if (samples->n == samples->room) {
        samples->room = samples->room ? 2 * samples->room : 4096;
        samples->us = need_realloc(samples->us, samples->room * sizeof *samples->us);
    }
    samples->us[samples->n++] = us < 0 ? 0 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

double samples_ms(struct samples *samples, double part)
{
    if (!samples->n)
        return 0;
    qsort(samples->us, samples->n, sizeof *samples->us, by_size);
    size_t at = (size_t)((double)samples->n * part);
    return samples->us[at < samples->n ? at : samples->n - 1] / 1000.0;
}

void samples_free(struct samples *samples)
{
    free(samples->us);
    *samples = (struct samples){0};
}

double load_cpu_s(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

void phone_of(uint64_t n, char ret_text[PHONE_TEXT])
{
    snprintf(ret_text, PHONE_TEXT, "+8613%09llu", (unsigned long long)(n % 1000000000));
}

void load_pace(const struct load *load, int64_t began_us, uint64_t n)
{
    if (load->rate <= 0)
        return;
    int64_t due_us = began_us + (int64_t)((double)n * 1e6 / load->rate), now_us = clock_mono_us();
    if (due_us > now_us)
        usleep((useconds_t)(due_us - now_us));
}

/* ---- a client of the services ---- */

void load_await(struct client *client, const char *service)
{
    for (int tries = 0; !client_ready(client, service, NULL, 0); tries++) {
        if (tries == 2000)
            load_fail(service, "not ready");
        usleep(5000);
    }
}

static SignedPrincipal *authenticate(struct client *client, const struct load *load, struct arena *arena)
{
    char keys[4096], trust[4096];
    struct signer *signer;
    struct error error;
    snprintf(keys, sizeof keys, "%s/keys", load->dir);
    snprintf(trust, sizeof trust, "%s/trust", load->dir);
    if (signer_open(keys, trust, "gateway", &signer, &error) != STATUS_OK)
        load_fail("the gateway's key", error.message);
    Header header = HEADER__INIT;
    header.method = "identity.Authenticate";
    header.principal = principal_of_service(signer, arena);
    AuthenticateRequest request = AUTHENTICATE_REQUEST__INIT;
    request.token = load->token;
    const struct outcall outcall = {.service = "identity", .header = &header, .body = wire_pack(arena, &request),
                                    .timeout_ms = TIMEOUT_MS, .query = true};
    load_await(client, "identity");
    struct answer *answer = client_call(client, &outcall);
    if (answer->error.status != STATUS_OK)
        load_fail(header.method, answer->error.message);
    AuthenticateReply *reply = wire_unpack(arena, &authenticate_reply__descriptor, answer->body, 1 << 20);
    answer_free(answer);
    signer_free(signer);
    if (!reply || !reply->principal)
        load_fail(header.method, "the reply holds no principal");
    return reply->principal;
}

struct client *load_client(const struct load *load, struct arena *arena, SignedPrincipal **ret_principal)
{
    struct client_settings settings = {.context = wire_context(), .run_dir = load->run_dir};
    struct client *client;
    struct error error;
    if (client_open(&settings, &client, &error) != STATUS_OK)
        load_fail("client", error.message);
    *ret_principal = authenticate(client, load, arena);
    return client;
}

/* ---- arguments ---- */

static void read_option(struct load *load, const char *name, const char *value)
{
    if (!strcmp(name, "--dir"))
        load->dir = value;
    else if (!strcmp(name, "--run-dir"))
        load->run_dir = value;
    else if (!strcmp(name, "--token"))
        load->token = value;
    else if (!strcmp(name, "--port"))
        load->port = (uint16_t)strtoul(value, NULL, 10);
    else if (!strcmp(name, "--at-once"))
        load->at_once = (unsigned)strtoul(value, NULL, 10);
    else if (!strcmp(name, "--count"))
        load->count = strtoull(value, NULL, 10);
    else if (!strcmp(name, "--rate"))
        load->rate = strtod(value, NULL);
    else if (!strcmp(name, "--seconds"))
        load->seconds = strtod(value, NULL);
    else if (!strcmp(name, "--base"))
        load->base = strtoull(value, NULL, 10);
    else if (!strcmp(name, "--types"))
        load->types = value;
    else
        load_fail(name, "no such option");
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(const struct load *load);
    } ways[] = {
        {"zmq", load_zmq}, {"http", load_http}, {"call", load_call}, {"replay", load_replay}, {"subscribe", load_subscribe},
    };
    struct load load = {.at_once = 64, .count = 1000, .seconds = 5, .types = "*"};
    for (int i = 2; i + 1 < argc; i += 2)
        read_option(&load, argv[i], argv[i + 1]);
    for (size_t i = 0; argc > 1 && i < sizeof ways / sizeof *ways; i++)
        if (!strcmp(argv[1], ways[i].name)) {
            ways[i].run(&load);
            return fflush(stdout) != 0;
        }
    load_fail("usage", "bench_load zmq|http|call|replay|subscribe [--dir D --run-dir R --token T --port P --at-once N "
                       "--count N --rate R --seconds S --base N --types T]");
}
