/* SPDX-License-Identifier: Apache-2.0
 * Jobs: what is due runs, at least once, never early; the claim's number is the fence. Also the log's housekeeping.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/broken.h"
#include "base/clock.h"
#include "base/log.h"
#include "db/array.h"
#include "queue/lease.h"
#include "service/batch.h"
#include "service/meters.h"
#include "service/relay.h"
#include "service/threads.h"

enum { POLL_MS = 500, IDLE_MS = 2000, LEASE_MS = 1500, TRIES = 10, HOUSEKEEPING_MS = 60000, FIGURES_MS = 5000, CLOCK_MS = 2000 };

struct jobs {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool closed, woken;       /* under the lock */
    struct worker worker;
    struct arena *arena;
    struct queue *queue;
    int64_t figured_at_ms, kept_house_at_ms, looked_at_ms, clock_at_ms;
};

static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER; /* of process.jobs: workers wake jobs until they end */

struct claimed {
    const char *id, *kind, *cause, *tries, *traceparent, *late_us, *now_us;
    struct bytes payload;
    bool is_left; /* its earlier claim ended without a word */
};

static const struct listener *job_of(const char *kind)
{
    const struct rooms *rooms = process.service->rooms;
    for (size_t i = 0; i < rooms->n_jobs; i++)
        if (strcmp(rooms->jobs[i].name, kind) == 0)
            return &rooms->jobs[i];
    return NULL;
}

static struct db_item job_item(struct jobs *jobs, const char *statement, const struct claimed *claimed, int64_t wait_ms)
{
    static const char *const names[] = {"job_id", "job_tries", "wait_ms"};
    const char *texts[] = {claimed->id, claimed->tries, arena_printf(jobs->arena, "%lld", (long long)wait_ms)};
    return item_of(jobs->arena, statement, names, texts, 3);
}

/* Ten tries are enough: the job becomes a dead letter, unless somebody else has claimed it since. */
static void bury(struct jobs *jobs, const struct claimed *claimed, const char *why)
{
    static const char *const names[] = {"domain", "pos", "type", "data", "error", "tries", "cause", "traceparent"};
    const char *texts[] = {"job", "0", claimed->kind,
                           bytea_write(jobs->arena, claimed->payload.data, claimed->payload.size), why, claimed->tries,
                           claimed->cause, claimed->traceparent};
    struct db_item begin[] = {{.command = "BEGIN", .arena = jobs->arena}, job_item(jobs, "job_done", claimed, 0)};
    struct db_item end[] = {item_of(jobs->arena, "dead_letter_add", names, texts, 8),
                            {.command = "COMMIT", .arena = jobs->arena}};
    struct db_item back = {.command = "ROLLBACK", .arena = jobs->arena};
    struct db_failure failure;
    enum db_outcome outcome = db_round(jobs->worker.db, begin, 2, &failure);
    bool is_ours = outcome == DB_OK && begin[1].rows.changed == 1;
    if (is_ours)
        outcome = db_round(jobs->worker.db, end, 2, &failure);
    if (is_ours && outcome == DB_OK) {
        log_line(LOG_ERROR, "msg=\"job put among the dead letters\" job=%s kind=%s", claimed->id, claimed->kind);
        return;
    }
    log_line(LOG_WARN, "msg=\"the job waits for its lease to end\" job=%s kind=%s", claimed->id, claimed->kind);
    if (outcome != DB_LOST && db_round(jobs->worker.db, &back, 1, &failure) != DB_OK)
        log_line(LOG_DEBUG, "msg=\"rollback found no connection\"");
}

static void run_job(struct jobs *jobs, const struct claimed *claimed, long tries)
{
    const struct listener *listener = job_of(claimed->kind); /* there is one: run_due() asks for those that we have */
    struct arena *arena = arena_new();
    struct call *call =
        call_of_job(claimed->id, claimed->kind, claimed->cause, claimed->traceparent, claimed->payload, listener,
                    &jobs->worker, arena);
    call->now_us = strtoll(claimed->now_us, NULL, 10); /* by what says it is due: what it schedules is due by that, too */
    struct db_item done = job_item(jobs, "job_done", claimed, 0);
    struct batch batch = {.db = jobs->worker.db, .arena = jobs->arena, .calls = &call, .n = 1, .sequential = true,
                          .first = &done, .n_first = is_broken("fence") ? 0 : 1};
    struct call *offender = NULL;
    struct error error;
    int64_t began_us = clock_mono_us();
    enum batch_result result = batch_run(&batch, &offender, &error);
    if (result == BATCH_DONE || result == BATCH_FAILED)
        log_call(call, clock_mono_us() - began_us);
    meters_job(claimed->kind, result == BATCH_DONE, strtoll(claimed->late_us, NULL, 10));
    if (result == BATCH_DONE && is_broken("fence") && !item_run(jobs->worker.db, &done))
        log_line(LOG_DEBUG, "msg=\"the job runs again\" job=%s", claimed->id);
    if (result == BATCH_FAILED && tries >= TRIES && failure_counts(call->own->status)) {
        bury(jobs, claimed, call->error.message);
    } else if (result == BATCH_FAILED || result == BATCH_AGAIN) {
        struct db_item later = job_item(jobs, "job_later", claimed, 500L << (tries < 10 ? tries : 10));
        if (!item_run(jobs->worker.db, &later))
            log_line(LOG_DEBUG, "msg=\"the job waits for its lease to end\" job=%s", claimed->id);
    }
    call_free(call);
    arena_free(arena);
}

/* What requests put off is due by the same clock that says what is due. */
static void follow_clock(struct jobs *jobs)
{
    if (clock_mono_ms() - jobs->clock_at_ms < CLOCK_MS)
        return;
    jobs->clock_at_ms = clock_mono_ms();
    if (!clock_read(jobs->worker.db, jobs->arena))
        log_line(LOG_DEBUG, "msg=\"the database's clock could not be read\"");
}

/* A crash counts as a try, too: nobody is there to tell of it. */
static void take_job(struct jobs *jobs, const struct claimed *claimed)
{
    long tries = strtol(claimed->tries, NULL, 10);
    if (claimed->is_left && tries > TRIES)
        bury(jobs, claimed, "it was tried ten times");
    else
        run_job(jobs, claimed, tries);
}

/* True when there may be more. Those of kinds that a later version knows wait for a process of it. */
static bool run_due(struct jobs *jobs)
{
    const struct rooms *rooms = process.service->rooms;
    const char **kinds = arena_alloc(jobs->arena, (rooms->n_jobs + 1) * sizeof *kinds);
    for (size_t i = 0; i < rooms->n_jobs; i++)
        kinds[i] = rooms->jobs[i].name;
    static const char *const names[] = {"job_kinds"};
    const char *texts[] = {array_write(jobs->arena, kinds, rooms->n_jobs)};
    struct db_item claim = item_of(jobs->arena, "job_claim", names, texts, 1);
    if (!item_run(jobs->worker.db, &claim))
        return false;
    bool was_left = false;
    for (size_t i = 0; i < claim.rows.n; i++) {
        const char *const *row = &claim.rows.values[i * claim.rows.n_columns];
        struct claimed claimed = {.id = row[0], .kind = row[1], .cause = row[4], .tries = row[5], .traceparent = row[6],
                                  .late_us = row[7], .now_us = row[8], .is_left = row[9][0] == 't'};
        claimed.payload.data = bytea_read(jobs->arena, row[3], &claimed.payload.size);
        take_job(jobs, &claimed);
        was_left = was_left || claimed.is_left;
    }
    return claim.rows.n == 16 || was_left; /* those that were left come one by one */
}

/* A service that is not ready gets no calls, so no worker would ever find out that the database is back. */
static void look_for_database(struct jobs *jobs)
{
    if (!atomic_load(&process.trouble))
        return;
    struct db_item head = item_of(jobs->arena, "event_head_pos", NULL, NULL, 0);
    if (item_run(jobs->worker.db, &head))
        database_is(true);
}

static void read_figures(struct jobs *jobs)
{
    if (jobs->figured_at_ms && clock_mono_ms() - jobs->figured_at_ms < FIGURES_MS)
        return;
    jobs->figured_at_ms = clock_mono_ms();
    struct db_item item = item_of(jobs->arena, "figures", NULL, NULL, 0);
    if (!item_run(jobs->worker.db, &item) || item.rows.n != 1)
        return;
    int64_t values[6];
    for (size_t i = 0; i < 6; i++)
        values[i] = strtoll(item.rows.values[i], NULL, 10);
    struct meters_figures figures = {values[0], values[1], values[2], values[3], values[4], values[5]};
    meters_figures(&figures);
}

static void keep_house(struct jobs *jobs)
{
    if (jobs->kept_house_at_ms && clock_mono_ms() - jobs->kept_house_at_ms < HOUSEKEEPING_MS)
        return;
    jobs->kept_house_at_ms = clock_mono_ms();
    static const char *const names[] = {"keep_days"};
    const char *texts[] = {arena_printf(jobs->arena, "%lld", (long long)process.settings.retention_days)};
    struct db_item partitions = item_of(jobs->arena, "partitions_keep", names, texts, 1);
    struct db_item expire = item_of(jobs->arena, "idempotency_expire", NULL, NULL, 0);
    if (!item_run(jobs->worker.db, &partitions) || !item_run(jobs->worker.db, &expire))
        log_line(LOG_WARN, "msg=\"housekeeping put off\"");
}

static bool wait_a_while(struct jobs *jobs, bool more, bool *ret_woken)
{
    pthread_mutex_lock(&jobs->lock);
    if (!more && !jobs->woken && !jobs->closed) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += POLL_MS * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&jobs->changed, &jobs->lock, &until);
    }
    bool closed = jobs->closed;
    *ret_woken = jobs->woken;
    jobs->woken = false;
    pthread_mutex_unlock(&jobs->lock);
    return closed;
}

void jobs_wake(void)
{
    pthread_mutex_lock(&opening);
    struct jobs *jobs = process.jobs;
    if (jobs) {
        pthread_mutex_lock(&jobs->lock);
        jobs->woken = true;
        pthread_cond_signal(&jobs->changed);
        pthread_mutex_unlock(&jobs->lock);
    }
    pthread_mutex_unlock(&opening);
}

/* One replica looks at the table twice a second, the others are woken or look now and then; without Redis all look. */
static bool is_ours_to_look(struct jobs *jobs)
{
    if (jobs->queue && clock_mono_ms() - jobs->looked_at_ms < IDLE_MS &&
        lease_take(jobs->queue, arena_printf(jobs->arena, "jobs.%s", process.word), relay_holder(), LEASE_MS) == LEASE_OTHERS)
        return false;
    jobs->looked_at_ms = clock_mono_ms();
    return true;
}

static void *job_loop(void *context)
{
    struct jobs *jobs = context;
    bool more = false, woken;
    while (!wait_a_while(jobs, more, &woken)) {
        look_for_database(jobs);
        if (process.service->rooms->n_jobs && (more || woken || is_ours_to_look(jobs)))
            more = run_due(jobs);
        follow_clock(jobs);
        keep_house(jobs);
        read_figures(jobs);
        arena_reset(jobs->arena);
    }
    return NULL;
}

enum status jobs_open(struct error *error)
{
    struct jobs *jobs = need_alloc(sizeof *jobs);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    TRY(relay_queue("jobs", &jobs->queue, error));
    jobs->worker.db = process_db("jobs");
    jobs->arena = arena_new();
    pthread_mutex_lock(&opening);
    process.jobs = jobs;
    pthread_mutex_unlock(&opening);
    if (pthread_create(&jobs->thread, NULL, job_loop, jobs) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the jobs");
    return STATUS_OK;
}

void jobs_close(void)
{
    struct jobs *jobs = process.jobs;
    pthread_mutex_lock(&jobs->lock);
    jobs->closed = true;
    pthread_cond_signal(&jobs->changed);
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->thread, NULL);
    pthread_mutex_lock(&opening);
    process.jobs = NULL;
    pthread_mutex_unlock(&opening);
    while (jobs->worker.n_fibers)
        fiber_free(jobs->worker.fibers[--jobs->worker.n_fibers]);
    db_free(jobs->worker.db);
    queue_close(jobs->queue);
    arena_free(jobs->arena);
    free(jobs);
}
