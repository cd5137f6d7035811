/* SPDX-License-Identifier: Apache-2.0 */
#include "service/meters.h"

#include <string.h>

#include "base/clock.h"
#include "base/meter.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "queue/queue.h"
#include "service/relay.h"
#include "service/state.h"
#include "wire/meter_report.h"

enum { STATUSES = 17, SOURCES = 16, KINDS = 64 };

static const double batch_bounds[] = {1, 2, 4, 8, 16, 32};
enum { N_BATCH_BOUNDS = sizeof batch_bounds / sizeof *batch_bounds };

#define COUNTER(name_, help_) {.name = "dealspine_" name_, .help = help_, .kind = METER_COUNTER}
#define SPARSE(name_, help_) {.name = "dealspine_" name_, .help = help_, .kind = METER_COUNTER, .sparse = true}
#define GAUGE(name_, help_) {.name = "dealspine_" name_, .help = help_, .kind = METER_GAUGE}
#define SECONDS(name_, help_)                                                                                          \
    {.name = "dealspine_" name_, .help = help_, .kind = METER_HISTOGRAM, .bounds = meter_seconds,                      \
     .n_bounds = METER_SECONDS, .sparse = true}

static const struct meter_family requests = SPARSE("requests_total", "Calls answered, by method and outcome."),
    durations = SECONDS("request_duration_seconds", "From a call's arrival to its answer."),
    batches = {.name = "dealspine_batch_size", .help = "Calls that shared a transaction, or a round of queries.",
               .kind = METER_HISTOGRAM, .bounds = batch_bounds, .n_bounds = N_BATCH_BOUNDS},
    events = COUNTER("consumer_events_total", "Events of other services' logs that were acted on."),
    retries = COUNTER("consumer_retries_total", "Tries of events that failed."),
    aside = COUNTER("consumer_dead_letters_total", "Events that were put among the dead letters."),
    position = GAUGE("consumer_position", "Position up to which a log was acted on."),
    lag = GAUGE("consumer_lag_positions", "Positions of a log that are still to be acted on, as far as its owner said."),
    lag_seconds = GAUGE("consumer_lag_seconds", "Age of the oldest event that is still to be acted on; 0: none is."),
    heard = GAUGE("consumer_heard_seconds", "Time since the log's owner was last heard of."),
    jobs = SPARSE("jobs_total", "Jobs that were run, by kind and outcome."),
    late = SECONDS("job_delay_seconds", "From a job's due time to its run."),
    polls = COUNTER("feed_polls_total", "Fetches that were answered."),
    fed = COUNTER("feed_events_total", "Events that went out by Fetch."),
    letters = GAUGE("dead_letters", "Dead letters that wait for somebody, events and jobs."),
    parked = GAUGE("parked_aggregates", "Aggregates whose events wait behind a dead letter."),
    jobs_waiting = GAUGE("jobs_waiting", "Jobs in the table, due or not."),
    jobs_late = GAUGE("jobs_late", "Jobs that have been due for more than five seconds."),
    head = GAUGE("log_position", "Position of the last event of this service's own log."),
    outstanding = GAUGE("wire_outstanding", "Calls that arrived and are not answered yet."),
    room = GAUGE("wire_credit", "Calls that callers together may have outstanding."),
    ready = GAUGE("ready", "1 while the service takes calls."),
    started = GAUGE("start_time_seconds", "When the process started, in seconds since 1970."),
    memory = GAUGE("resident_memory_bytes", "Memory of the process that is in RAM."),
    redis_calls = COUNTER("redis_calls_total", "Calls that Redis answered."),
    redis_failures = COUNTER("redis_failures_total", "Calls that Redis did not answer, those during a pause included."),
    redis_up = GAUGE("redis_up", "1 while Redis answers; absent where none is configured.");

struct source_meters {
    const char *domain;
    unsigned events, retries, aside, position, lag, lag_seconds, heard;
    _Atomic uint64_t pos, head;
    _Atomic int64_t behind_since_us, heard_us; /* wall clock */
};

static struct {
    unsigned *requests, *durations; /* by method; the last is for what is none */
    unsigned commands, queries, polls, fed;
    unsigned letters, parked, jobs_waiting, jobs_late, head, outstanding, room, ready, started, memory;
    unsigned redis_calls, redis_failures, redis_up;
    bool with_redis;
    struct source_meters sources[SOURCES];
    atomic_uint n_sources;
    struct {
        const char *kind;
        unsigned good, bad, late;
    } kinds[KINDS]; /* the job thread's */
    size_t n_kinds;
    _Atomic int64_t figures[6];
} meters;

static unsigned one(const struct meter_family *family, const char *label, const char *value)
{
    const char *labels[] = {label, value};
    return meter_add(family, labels, label ? 1 : 0);
}

static unsigned two(const struct meter_family *family, const char *a, const char *b, const char *c, const char *d)
{
    const char *labels[] = {a, b, c, d};
    return meter_add(family, labels, 2);
}

/* ---- opening --------------------------------------------------------------------------------------------------------- */

static void add_methods(void)
{
    meters.requests = need_alloc((process.n_methods + 1) * sizeof *meters.requests);
    meters.durations = need_alloc((process.n_methods + 1) * sizeof *meters.durations);
    for (size_t i = 0; i <= process.n_methods; i++) {
        const char *name = i < process.n_methods ? process.methods[i].schema->full : "unknown";
        for (int status = 0; status < STATUSES; status++) {
            unsigned series = two(&requests, "method", name, "outcome", status_word((enum status)status));
            meters.requests[i] = status ? meters.requests[i] : series;
        }
        meters.durations[i] = one(&durations, "method", name);
    }
}

void meters_open(void)
{
    add_methods();
    meters.commands = one(&batches, "kind", "command");
    meters.queries = one(&batches, "kind", "query");
    meters.polls = one(&polls, NULL, NULL);
    meters.fed = one(&fed, NULL, NULL);
    meters.letters = one(&letters, NULL, NULL);
    meters.parked = one(&parked, NULL, NULL);
    meters.jobs_waiting = one(&jobs_waiting, NULL, NULL);
    meters.jobs_late = one(&jobs_late, NULL, NULL);
    meters.head = one(&head, NULL, NULL);
    meters.outstanding = one(&outstanding, NULL, NULL);
    meters.room = one(&room, NULL, NULL);
    meters.ready = one(&ready, NULL, NULL);
    meters.started = one(&started, NULL, NULL);
    meters.memory = one(&memory, NULL, NULL);
    meters.with_redis = process.settings.redis_url && process.settings.redis_url[0];
    if (meters.with_redis) {
        meters.redis_calls = one(&redis_calls, NULL, NULL);
        meters.redis_failures = one(&redis_failures, NULL, NULL);
        meters.redis_up = one(&redis_up, NULL, NULL);
    }
    meter_set(meters.started, (double)clock_now_us() / 1e6);
    meter_set(meters.room, (double)process.settings.queue);
}

unsigned meters_source(const char *domain)
{
    unsigned nth = atomic_load(&meters.n_sources);
    struct source_meters *source = &meters.sources[nth];
    source->domain = domain;
    source->events = one(&events, "domain", domain);
    source->retries = one(&retries, "domain", domain);
    source->aside = one(&aside, "domain", domain);
    source->position = one(&position, "domain", domain);
    source->lag = one(&lag, "domain", domain);
    source->lag_seconds = one(&lag_seconds, "domain", domain);
    source->heard = one(&heard, "domain", domain);
    atomic_store(&meters.n_sources, nth + 1);
    return nth;
}

/* ---- counting -------------------------------------------------------------------------------------------------------- */

void meters_request(const struct method *method, enum status status, int64_t took_us)
{
    size_t nth = method ? (size_t)(method - process.methods) : process.n_methods;
    meter_count(meters.requests[nth] + (unsigned)status % STATUSES, 1);
    meter_observe(meters.durations[nth], (double)took_us / 1e6);
}

void meters_batch(bool query, size_t n)
{
    if (n)
        meter_observe(query ? meters.queries : meters.commands, (double)n);
}

void meters_events(unsigned source, enum meters_event what, size_t n)
{
    const struct source_meters *it = &meters.sources[source];
    meter_count(what == METERS_ACTED ? it->events : what == METERS_RETRIED ? it->retries : it->aside, n);
}

/* When the first event beyond `pos` was recorded; 0 if it is not at hand. */
static int64_t first_beyond_us(uint64_t pos, Event *const *all, size_t n)
{
    size_t i = 0;
    while (i < n && all[i]->pos <= pos)
        i++;
    const Google__Protobuf__Timestamp *at = i < n ? all[i]->recorded_at : NULL;
    return at ? at->seconds * 1000000 + at->nanos / 1000 : 0;
}

void meters_page(unsigned source, uint64_t pos, uint64_t log_head, Event *const *page, size_t n)
{
    struct source_meters *it = &meters.sources[source];
    int64_t at_us = first_beyond_us(pos, page, n);
    int64_t now_us = clock_now_us(), since_us = atomic_load(&it->behind_since_us);
    if (pos >= log_head)
        since_us = 0;
    else if (at_us || !since_us)
        since_us = at_us ? at_us : now_us;
    atomic_store(&it->pos, pos);
    atomic_store(&it->head, log_head > pos ? log_head : pos);
    atomic_store(&it->behind_since_us, since_us);
    atomic_store(&it->heard_us, now_us);
}

bool meters_lag(unsigned source, struct meters_lag *ret)
{
    if (source >= atomic_load(&meters.n_sources))
        return false;
    struct source_meters *it = &meters.sources[source];
    int64_t since_us = atomic_load(&it->behind_since_us), now_us = clock_now_us();
    *ret = (struct meters_lag){.domain = it->domain, .pos = atomic_load(&it->pos), .head = atomic_load(&it->head),
                               .heard_us = atomic_load(&it->heard_us)};
    ret->behind_us = since_us && now_us > since_us ? now_us - since_us : 0;
    return true;
}

void meters_job(const char *kind, bool good, int64_t late_us)
{
    size_t i = 0;
    while (i < meters.n_kinds && strcmp(meters.kinds[i].kind, kind) != 0)
        i++;
    if (i == KINDS)
        return;
    if (i == meters.n_kinds) {
        const char *own = need_strdup(kind);
        meters.kinds[i].kind = own;
        meters.kinds[i].good = two(&jobs, "kind", own, "outcome", "ok");
        meters.kinds[i].bad = two(&jobs, "kind", own, "outcome", "failed");
        meters.kinds[i].late = one(&late, "kind", own);
        meters.n_kinds++;
    }
    meter_count(good ? meters.kinds[i].good : meters.kinds[i].bad, 1);
    meter_observe(meters.kinds[i].late, late_us > 0 ? (double)late_us / 1e6 : 0);
}

void meters_poll(size_t n)
{
    meter_count(meters.polls, 1);
    meter_count(meters.fed, n);
}

void meters_figures(const struct meters_figures *figures)
{
    const int64_t values[] = {figures->dead_letters, figures->parked, figures->jobs_waiting, figures->jobs_late,
                              figures->repairs_waiting, figures->log_head};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        atomic_store(&meters.figures[i], values[i]);
    meter_set(meters.letters, (double)figures->dead_letters);
    meter_set(meters.parked, (double)figures->parked);
    meter_set(meters.jobs_waiting, (double)figures->jobs_waiting);
    meter_set(meters.jobs_late, (double)figures->jobs_late);
    meter_set(meters.head, (double)figures->log_head);
}

struct meters_figures meters_last_figures(void)
{
    return (struct meters_figures){atomic_load(&meters.figures[0]), atomic_load(&meters.figures[1]),
                                   atomic_load(&meters.figures[2]), atomic_load(&meters.figures[3]),
                                   atomic_load(&meters.figures[4]), atomic_load(&meters.figures[5])};
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

static void set_gauges(void)
{
    struct meters_lag now;
    for (unsigned i = 0; meters_lag(i, &now); i++) {
        const struct source_meters *it = &meters.sources[i];
        meter_set(it->position, (double)now.pos);
        meter_set(it->lag, (double)(now.head - now.pos));
        meter_set(it->lag_seconds, (double)now.behind_us / 1e6);
        meter_set(it->heard, now.heard_us ? (double)(clock_now_us() - now.heard_us) / 1e6 : 0);
    }
    meter_set(meters.outstanding, server_outstanding(process.server));
    meter_set(meters.ready, atomic_load(&process.trouble) == NULL);
    meter_set(meters.memory, state_resident_bytes());
    if (!meters.with_redis)
        return;
    struct queue_figures redis = queue_figures();
    meter_set(meters.redis_calls, (double)redis.calls);
    meter_set(meters.redis_failures, (double)redis.failures);
    meter_set(meters.redis_up, lanes_up());
}

struct bytes meters_reply(struct arena *arena)
{
    set_gauges();
    ReadMetersReply *reply = meter_report(arena);
    reply->service = process.word;
    reply->instance = server_instance(process.server);
    return wire_pack(arena, reply);
}
