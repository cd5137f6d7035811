/* SPDX-License-Identifier: Apache-2.0
 * Opening, the loop, closing.
 */
#include "gateway.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "auth.h"
#include "base/clock.h"
#include "base/log.h"
#include "calls.h"
#include "console.h"
#include "documents.h"
#include "http.h"
#include "metrics.h"
#include "network.h"
#include "ration.h"
#include "route.h"
#include "sse.h"

enum { LAST_ROUNDS = 50, OWN_DESCRIPTORS = 100 };

struct gateway gateway;
static int signals = -1;

const struct setting gateway_rows[] = {
    SETTING_ROW(struct gateway_settings, dir, const char *, "DIR", SETTING_PATH, NULL, 0, 0,
                "folder of the stack: keys, trusted keys, settings"),
    SETTING_ROW(struct gateway_settings, run_dir, const char *, "RUN_DIR", SETTING_PATH, NULL, 0, 0,
                "folder of the endpoints"),
    SETTING_ROW(struct gateway_settings, bind, const char *, "BIND", SETTING_TEXT, "127.0.0.1", 0, 0,
                "address to listen on"),
    SETTING_ROW(struct gateway_settings, port, int64_t, "PORT", SETTING_COUNT, "8080", 0, 65535,
                "port to listen on; 0: any free one. It is written to gateway.port in DIR"),
    SETTING_ROW(struct gateway_settings, services, const char *, "SERVICES", SETTING_TEXT,
                "identity customers leads opportunities contracts aftersales qa notifications insights", 0, 0,
                "services that /readyz asks for and whose events Fetch merges"),
    SETTING_ROW(struct gateway_settings, resolve, const char *, "RESOLVE", SETTING_TEXT, "", 0, 0,
                "where else services are looked for: registry, dns:{}:7400, static:leads=tcp://HOST:PORT; blank-separated"),
    SETTING_ROW(struct gateway_settings, redis_url, const char *, "REDIS_URL", SETTING_SECRET, "", 0, 0,
                "a Redis, for the registry that RESOLVE means, FORMS and SIGN_INS: unix:///path or redis://[[user]:password@]host[:port]"),
    SETTING_ROW(struct gateway_settings, deployment, const char *, "DEPLOYMENT", SETTING_TEXT, "dealspine", 0, 0,
                "first part of every key in Redis: another one for each stack that shares it"),
    SETTING_ROW(struct gateway_settings, body_max, int64_t, "BODY_MAX", SETTING_BYTES, "1M", 1024, 8 << 20,
                "largest body of a request"),
    SETTING_ROW(struct gateway_settings, timeout_ms, int64_t, "TIMEOUT", SETTING_MS, "10s", 100, 60000,
                "time for a call that names none"),
    SETTING_ROW(struct gateway_settings, connections, int64_t, "CONNECTIONS", SETTING_COUNT, "1000", 1, 100000,
                "open connections at once"),
    SETTING_ROW(struct gateway_settings, streams, int64_t, "STREAMS", SETTING_COUNT, "500", 0, 50000,
                "streams of events at once, out of CONNECTIONS"),
    SETTING_ROW(struct gateway_settings, idle_ms, int64_t, "IDLE", SETTING_MS, "60s", 1000, 3600000,
                "a connection silent for that long is closed"),
    SETTING_ROW(struct gateway_settings, drain_ms, int64_t, "DRAIN", SETTING_MS, "20s", 0, 25000,
                "at SIGTERM, time for what is in flight"),
    SETTING_ROW(struct gateway_settings, forms, int64_t, "FORMS", SETTING_COUNT, "120", 0, 1000000,
                "public forms taken from one address in a minute, over all gateways with a Redis; 0: any number"),
    SETTING_ROW(struct gateway_settings, sign_ins, int64_t, "SIGN_INS", SETTING_COUNT, "300", 0, 1000000,
                "attempts to sign in from one address in a minute, over all gateways with a Redis; 0: any number"),
    SETTING_ROW(struct gateway_settings, forwarded, bool, "FORWARDED", SETTING_BOOL, "no", 0, 0,
                "a proxy before us writes X-Forwarded-For: the last address in it is the client's"),
    SETTING_ROW(struct gateway_settings, origin, const char *, "ORIGIN", SETTING_TEXT, "", 0, 0,
                "what browsers see, https://crm.example.com; https makes cookies Secure. Empty: what Host says, over http"),
    SETTING_ROW(struct gateway_settings, console, const char *, "CONSOLE", SETTING_TEXT, "", 0, 0,
                "folder of the built console; empty: ../share/dealspine/console beside the program's folder, or the sources'"),
    SETTING_ROW(struct gateway_settings, log_level, const char *, "LOG_LEVEL", SETTING_TEXT, "info", 0, 0,
                "debug, info, warn or error"),
};
const size_t gateway_n_rows = sizeof gateway_rows / sizeof *gateway_rows;

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static enum status read_log_level(struct error *error)
{
    static const char *const words[] = {"debug", "info", "warn", "error"};
    for (int i = 0; i < 4; i++)
        if (strcmp(words[i], gateway.settings.log_level) == 0) {
            log_open("gateway", (enum log_level)i);
            return STATUS_OK;
        }
    return fail_with(error, STATUS_INVALID_ARGUMENT, "LOG_LEVEL must be debug, info, warn or error");
}

/* Each connection is a descriptor: take as many as the machine gives, and say so when that is too few. */
static void raise_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < (rlim_t)gateway.settings.connections + OWN_DESCRIPTORS)
        log_line(LOG_WARN, "msg=\"fewer descriptors than connections\" descriptors=%" PRIu64 " connections=%" PRId64,
                 (uint64_t)limit.rlim_max, gateway.settings.connections);
}

static enum status read_services(struct error *error)
{
    char *words = need_strdup(gateway.settings.services), *rest = NULL; /* kept: the words point into it */
    for (char *word = strtok_r(words, " ,", &rest); word; word = strtok_r(NULL, " ,", &rest)) {
        if (gateway.n_services == SERVICES_MAX)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "SERVICES must name at most %d services", SERVICES_MAX);
        gateway.services[gateway.n_services++] = word;
    }
    return STATUS_OK;
}

static enum status open_signer(struct error *error)
{
    struct arena *arena = arena_new();
    enum status status = signer_open(arena_printf(arena, "%s/keys", gateway.settings.dir),
                                     arena_printf(arena, "%s/trust", gateway.settings.dir), "gateway", &gateway.signer,
                                     error);
    arena_free(arena);
    return status;
}

static enum status open_http(struct error *error)
{
    struct http_settings settings = {.bind = gateway.settings.bind,
                                     .port = (uint16_t)gateway.settings.port,
                                     .body_max = (size_t)gateway.settings.body_max,
                                     .connections = (unsigned)gateway.settings.connections,
                                     .idle_s = (unsigned)(gateway.settings.idle_ms / 1000),
                                     .forwarded = gateway.settings.forwarded,
                                     .route = route_request};
    return http_open(&settings, &gateway.http, error);
}

static enum status write_port(struct error *error)
{
    struct arena *arena = arena_new();
    const char *path = arena_printf(arena, "%s/gateway.port", gateway.settings.dir);
    const char *fresh = arena_printf(arena, "%s.new", path);
    FILE *file = fopen(fresh, "we");
    bool written = file && fprintf(file, "%u\n", http_port(gateway.http)) > 0;
    if (file)
        written = fclose(file) == 0 && written;
    written = written && rename(fresh, path) == 0;
    enum status status = written ? STATUS_OK : fail_with(error, STATUS_UNAVAILABLE, "%s: %s", path, strerror(errno));
    arena_free(arena);
    return status;
}

/* Before any thread is made: all inherit the mask, and the loop alone reads the signals. */
static enum status take_signals(struct error *error)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    return signals >= 0 ? STATUS_OK : fail_with(error, STATUS_UNAVAILABLE, "no signalfd: %s", strerror(errno));
}

enum status gateway_open(struct error *error)
{
    TRY(read_log_level(error));
    TRY(read_services(error));
    TRY(take_signals(error));
    raise_descriptors();
    gateway.schema = schema_own();
    TRY(open_signer(error));
    struct client_settings client = {.context = wire_context(), .run_dir = gateway.settings.run_dir,
                                     .follow_time = true};
    TRY(network_open(&client, error));
    TRY(calls_open(&client, &gateway.calls, error));
    gateway.auth = auth_new();
    TRY(ration_open(error));
    metrics_open();
    sse_open();
    console_open();
    for (size_t i = 0; i < gateway.n_services; i++)
        (void)client_ready(calls_client(gateway.calls), gateway.services[i], NULL, 0); /* starts looking for it */
    TRY(open_http(error));
    TRY(write_port(error));
    log_line(LOG_INFO, "msg=listening bind=%s port=%u", gateway.settings.bind, http_port(gateway.http));
    return STATUS_OK;
}

/* ---- the loop ---------------------------------------------------------------------------------------------------- */

static void wait_for_work(int timeout_ms)
{
    struct pollfd fds[] = {{.fd = http_fd(gateway.http), .events = POLLIN},
                           {.fd = calls_fd(gateway.calls), .events = POLLIN},
                           {.fd = signals, .events = POLLIN}};
    if (!calls_sleep(gateway.calls))
        timeout_ms = 0;
    int n = poll(fds, 3, timeout_ms);
    calls_wake(gateway.calls, n > 0 && fds[1].revents);
}

static bool is_told_to_end(void)
{
    struct signalfd_siginfo info;
    return read(signals, &info, sizeof info) == (ssize_t)sizeof info;
}

static void turn(void)
{
    calls_run(gateway.calls);
    sse_tend();
    http_run(gateway.http);
}

static void drain(void)
{
    int64_t until_ms = clock_mono_ms() + gateway.settings.drain_ms;
    log_line(LOG_INFO, "msg=draining requests=%u", http_active(gateway.http));
    gateway.draining = true;
    http_drain(gateway.http);
    sse_end_all();
    while (http_active(gateway.http) && clock_mono_ms() < until_ms) {
        turn();
        int timeout_ms = http_timeout_ms(gateway.http);
        wait_for_work(timeout_ms < 0 || timeout_ms > 100 ? 100 : timeout_ms);
    }
    unsigned left = http_active(gateway.http);
    calls_shut(gateway.calls); /* what is still suspended gets its answer: UNAVAILABLE */
    for (int i = 0; i < LAST_ROUNDS && http_active(gateway.http); i++)
        turn();
    log_line(left ? LOG_WARN : LOG_INFO, "msg=drained unfinished=%u", left);
}

/* -1 is never. */
static int sooner(int a_ms, int b_ms)
{
    return a_ms < 0 || (b_ms >= 0 && b_ms < a_ms) ? b_ms : a_ms;
}

void gateway_run(void)
{
    while (!is_told_to_end()) {
        turn();
        wait_for_work(sooner(http_timeout_ms(gateway.http), sse_timeout_ms()));
    }
    drain();
}

void gateway_close(void)
{
    http_close(gateway.http);
    sse_close();
    console_close();
    documents_close();
    ration_close();
    auth_free(gateway.auth);
    calls_free(gateway.calls);
    network_close();
    signer_free(gateway.signer);
    wire_context_end();
    close(signals);
    log_line(LOG_INFO, "msg=ended");
}
