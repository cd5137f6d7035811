/* SPDX-License-Identifier: Apache-2.0
 * The skeleton's statements, common/service/sql, as far as a service without operators runs them. The lease of a claim
 * is shorter than theirs, so that a seed need not last a minute and
 * claims do run out.
 */
#include "statements.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/array.h"
#include "kernel.h"

enum { LEASE_US = 800000, CLAIMS = 16 };

const char *param(const struct running *run, const char *name)
{
    for (size_t i = 0; i < run->statement->n_params; i++)
        if (strcmp(run->statement->params[i], name) == 0)
            return run->values[i];
    return NULL;
}

static uint64_t number_of(const char *text)
{
    return text ? strtoull(text, NULL, 10) : 0;
}

const char *number_text(struct running *run, int64_t value)
{
    return arena_printf(run->arena, "%" PRId64, value);
}

static const char *time_text(struct running *run, int64_t us)
{
    char *text = arena_alloc(run->arena, TIME_TEXT);
    time_format(us, text);
    return text;
}

static const char *joined(struct running *run, const char *a, const char *b)
{
    return arena_printf(run->arena, "%s|%s", a, b);
}

static const char *const *seen(const struct running *run, const struct row *row)
{
    return row_seen(run->session, row);
}

#define COLUMNS(...)                                                                                                   \
    do {                                                                                                               \
        static const char *const columns[] = {__VA_ARGS__};                                                            \
        run->result->names = columns;                                                                                  \
        run->result->n_columns = sizeof columns / sizeof *columns;                                                     \
    } while (0)
#define ROW(...) result_row(run->result, (const char *const[]){__VA_ARGS__})
#define LOCK(row)                                                                                                      \
    do {                                                                                                               \
        const char *locked = row_lock(run->session, row);                                                              \
        if (locked)                                                                                                    \
            return locked;                                                                                             \
    } while (0)

struct table *table_in(struct running *run, const char *name)
{
    return table_of(run->session->store, name);
}

/* ---- the log ---- */

static const char *run_log_lock(struct running *run)
{
    LOCK(row_make(table_in(run, "lock"), "log"));
    return NULL;
}

/* Positions are taken when the heads are held: as Postgres, row by row, in the order of the arrays. */
static const char *run_event_add(struct running *run)
{
    static const char *const names[] = {"ids", "lanes", "types", "schemas", "agg_types", "agg_ids", "owner_paths",
                                        "occurred", "datas"};
    const char **in[9];
    size_t n;
    COLUMNS("pos");
    for (int c = 0; c < 9; c++)
        in[c] = array_read(run->arena, param(run, names[c]), &n);
    for (size_t i = 0; i < n; i++)
        LOCK(row_make(table_in(run, "event_head"), in[5][i]));
    for (size_t i = 0; i < n; i++) {
        struct row *head = row_find(table_in(run, "event_head"), in[5][i]);
        const char *const *was = seen(run, head);
        const char *ver = number_text(run, (int64_t)(was ? number_of(was[0]) : 0) + 1);
        const char *pos = number_text(run, (int64_t)++run->session->store->sequence);
        const char *now = time_text(run, database_now_us(run->session));
        row_put(head, &ver, 1);
        struct row *event = row_make(table_in(run, "event"), pos);
        LOCK(event);
        row_put(event, (const char *const[]){pos, in[1][i], in[0][i], in[2][i], in[3][i], in[4][i], in[5][i], ver,
                                             in[6][i], in[7][i], now, in[8][i]}, 12);
        ROW(pos);
        if (sim_chance(300)) /* the server is not alone on its machine */
            sim_sleep(sim_between(100, 20000));
        if (run->session->gone)
            return "57P01";
    }
    return NULL;
}

static const char *run_event_head_pos(struct running *run)
{
    const struct table *log = table_in(run, "event");
    const char *head = "0", *earliest = "0";
    COLUMNS("head", "earliest");
    for (size_t i = 0; i < log->n; i++) {
        const char *const *event = seen(run, log->rows[i]);
        if (event && !number_of(earliest))
            earliest = event[0];
        if (event)
            head = event[0];
    }
    ROW(head, earliest);
    return NULL;
}

static bool is_like(const char *type, const char *pattern)
{
    size_t n = strlen(pattern);
    return n && pattern[n - 1] == '%' ? strncmp(type, pattern, n - 1) == 0 : strcmp(type, pattern) == 0;
}

static bool is_wanted(const char *type, const char **patterns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_like(type, patterns[i]))
            return true;
    return !patterns;
}

static const char *run_event_tail(struct running *run)
{
    const struct table *log = table_in(run, "event");
    uint64_t from = number_of(param(run, "pos")), most = number_of(param(run, "max"));
    const char *list = param(run, "patterns");
    size_t at = log->n, n_patterns = 0;
    const char **patterns = list ? array_read(run->arena, list, &n_patterns) : NULL;
    COLUMNS("pos", "lane", "id", "type", "schema", "agg_type", "agg_id", "agg_ver", "owner_path", "occurred_at",
            "recorded_at", "data");
    while (at && number_of(log->rows[at - 1]->key) > from)
        at--;
    for (; at < log->n && run->result->n < most; at++) {
        const char *const *event = seen(run, log->rows[at]);
        if (event && is_wanted(event[3], patterns, n_patterns))
            result_row(run->result, event);
    }
    return NULL;
}

static const char *run_event_kept_from(struct running *run)
{
    COLUMNS("kept_from");
    ROW("0");
    return NULL;
}

static const char *run_epoch(struct running *run)
{
    COLUMNS("epoch");
    ROW("simulated");
    return NULL;
}

/* ---- idempotency ---- */

static const char *idempotency_key(struct running *run, const char **columns[3], size_t i)
{
    return arena_printf(run->arena, "%s|%s|%s", columns[0][i], columns[1][i], columns[2][i]);
}

static size_t keys_of(struct running *run, const char **ret_columns[3])
{
    static const char *const names[] = {"principals", "methods", "keys"};
    size_t n = 0;
    for (int c = 0; c < 3; c++)
        ret_columns[c] = array_read(run->arena, param(run, names[c]), &n);
    return n;
}

static const char *run_idempotency_find(struct running *run)
{
    const char **in[3], *head = NULL;
    size_t n = keys_of(run, in);
    const struct table *log = table_in(run, "event");
    COLUMNS("n", "request_hash", "reply", "head");
    for (size_t i = log->n; i && !head; i--)
        if (seen(run, log->rows[i - 1]))
            head = log->rows[i - 1]->key;
    for (size_t i = 0; i < n; i++) {
        const char *const *row = seen(run, row_find(table_in(run, "idempotency"), idempotency_key(run, in, i)));
        if (row)
            ROW(number_text(run, (int64_t)i + 1), row[0], row[1], head);
    }
    return NULL;
}

static const char *run_idempotency_add(struct running *run)
{
    const char **columns[3];
    size_t n = keys_of(run, columns), same;
    const char **hashes = array_read(run->arena, param(run, "hashes"), &same);
    const char **replies = array_read(run->arena, param(run, "replies"), &same);
    for (size_t i = 0; i < n; i++) {
        struct row *row = row_make(table_in(run, "idempotency"), idempotency_key(run, columns, i));
        LOCK(row);
        if (seen(run, row))
            return "23505";
        row_put(row, (const char *const[]){hashes[i], replies[i]}, 2);
        run->result->changed++;
    }
    return NULL;
}

/* ---- cursors and what could not be acted on ---- */

static const char *run_cursor_read(struct running *run)
{
    size_t n;
    const char **domains = array_read(run->arena, param(run, "domains"), &n);
    COLUMNS("domain", "epoch", "pos");
    for (size_t i = 0; i < n; i++) {
        struct row *row = row_make(table_in(run, "cursor"), domains[i]);
        LOCK(row);
        if (!seen(run, row))
            row_put(row, (const char *const[]){"", "0"}, 2);
        ROW(domains[i], seen(run, row)[0], seen(run, row)[1]);
    }
    return NULL;
}

static const char *run_cursor_look(struct running *run)
{
    const char *const *row = seen(run, row_find(table_in(run, "cursor"), param(run, "domain")));
    COLUMNS("epoch", "pos");
    if (row)
        ROW(row[0], row[1]);
    return NULL;
}

static const char *run_cursor_move(struct running *run)
{
    struct row *row = row_make(table_in(run, "cursor"), param(run, "domain"));
    const char *epoch = param(run, "epoch");
    LOCK(row);
    const char *const *was = seen(run, row);
    if (!was || number_of(was[1]) != number_of(param(run, "from_pos")) || (was[0][0] && strcmp(was[0], epoch) != 0))
        return NULL;
    row_put(row, (const char *const[]){epoch, param(run, "to_pos")}, 2);
    run->result->changed = 1;
    return NULL;
}

static const char *run_attempt_count(struct running *run)
{
    struct row *row = row_make(table_in(run, "attempt"), joined(run, param(run, "domain"), param(run, "event_id")));
    LOCK(row);
    const char *tries = number_text(run, (int64_t)(seen(run, row) ? number_of(seen(run, row)[0]) : 0) + 1);
    COLUMNS("tries");
    row_put(row, &tries, 1);
    ROW(tries);
    return NULL;
}

static const char *run_attempt_clear(struct running *run)
{
    struct row *row = row_make(table_in(run, "attempt"), joined(run, param(run, "domain"), param(run, "event_id")));
    LOCK(row);
    run->result->changed = seen(run, row) != NULL;
    row_put(row, NULL, 0);
    return NULL;
}

static const char *put_letter(struct running *run)
{
    struct row *row = row_make(table_in(run, "dead_letter"), joined(run, param(run, "domain"), param(run, "pos")));
    LOCK(row);
    run->result->changed = !seen(run, row);
    if (run->result->changed)
        row_put(row, (const char *const[]){param(run, "domain"), param(run, "pos"), param(run, "agg_id")}, 3);
    return NULL;
}

static const char *run_dead_letter_follow(struct running *run)
{
    const struct table *letters = table_in(run, "dead_letter");
    for (size_t i = 0; i < letters->n; i++) {
        const char *const *letter = seen(run, letters->rows[i]);
        if (letter && strcmp(letter[0], param(run, "domain")) == 0 && strcmp(letter[2], param(run, "agg_id")) == 0)
            return put_letter(run);
    }
    return NULL;
}

static const char *run_parked(struct running *run)
{
    const struct table *letters = table_in(run, "dead_letter");
    COLUMNS("agg_id");
    for (size_t i = 0; i < letters->n; i++) {
        const char *const *letter = seen(run, letters->rows[i]);
        if (letter && strcmp(letter[0], param(run, "domain")) == 0)
            ROW(letter[2]);
    }
    return NULL;
}

/* ---- jobs ---- */

enum { JOB_ID, JOB_KIND, JOB_DEDUPE, JOB_DUE, JOB_PAYLOAD, JOB_CAUSE, JOB_TRIES, JOB_LEASED, JOB_TRACE, JOB_COLUMNS };

static const char *run_job_put(struct running *run)
{
    const char *kind = param(run, "job_kind"), *dedupe = param(run, "job_dedupe");
    struct row *row = row_make(table_in(run, "job"), joined(run, kind, dedupe));
    int64_t due_us = 0;
    LOCK(row);
    if (!time_parse(param(run, "job_due"), &due_us))
        return "22007";
    const char *id = arena_printf(run->arena, "00000000-0000-7000-8000-%012" PRIu64, sim_random(1ull << 39));
    row_put(row, (const char *const[]){id, kind, dedupe, number_text(run, due_us), param(run, "job_payload"),
                                       param(run, "job_cause"), "0", NULL, param(run, "job_traceparent")}, JOB_COLUMNS);
    run->result->changed = 1;
    return NULL;
}

static bool is_due(const char *const *job, int64_t now_us)
{
    return job && strtoll(job[JOB_DUE], NULL, 10) <= now_us &&
           (!job[JOB_LEASED] || strtoll(job[JOB_LEASED], NULL, 10) < now_us);
}

static const char *run_job_claim(struct running *run)
{
    struct table *jobs = table_in(run, "job");
    int64_t now_us = database_now_us(run->session);
    COLUMNS("id", "kind", "dedupe", "payload", "cause", "tries", "traceparent", "late_us", "now_us",
            "is_left");
    bool was_left = false;
    for (size_t i = 0; i < jobs->n && run->result->n < CLAIMS && !was_left; i++) {
        struct row *row = jobs->rows[i];
        const char *const *job = seen(run, row);
        if (!is_due(job, now_us) || (row->owner && row->owner != run->session->transaction))
            continue; /* SKIP LOCKED */
        was_left = job[JOB_LEASED] != NULL;
        if (was_left && run->result->n)
            break; /* it comes alone */
        LOCK(row);
        const char *tries = number_text(run, (int64_t)number_of(job[JOB_TRIES]) + 1);
        row_put(row, (const char *const[]){job[0], job[1], job[2], job[3], job[4], job[5], tries,
                                           number_text(run, now_us + LEASE_US), job[8]}, JOB_COLUMNS);
        ROW(job[JOB_ID], job[JOB_KIND], job[JOB_DEDUPE], job[JOB_PAYLOAD], job[JOB_CAUSE], tries, job[JOB_TRACE],
            number_text(run, now_us - strtoll(job[JOB_DUE], NULL, 10)), number_text(run, now_us), was_left ? "t" : "f");
    }
    return NULL;
}

/* The row of this id as it stands for us, NULL if it is gone or was claimed again. */
static const char *hold_job(struct running *run, struct row **ret)
{
    const struct table *jobs = table_in(run, "job");
    *ret = NULL;
    for (size_t i = 0; i < jobs->n; i++) {
        const char *const *job = seen(run, jobs->rows[i]);
        if (!job || strcmp(job[JOB_ID], param(run, "job_id")) != 0)
            continue;
        LOCK(jobs->rows[i]);
        job = seen(run, jobs->rows[i]);
        if (job && strcmp(job[JOB_ID], param(run, "job_id")) == 0 &&
            number_of(job[JOB_TRIES]) == number_of(param(run, "job_tries")))
            *ret = jobs->rows[i];
        return NULL;
    }
    return NULL;
}

static const char *run_job_done(struct running *run)
{
    struct row *row;
    const char *failure = hold_job(run, &row);
    run->result->changed = row != NULL;
    if (row)
        row_put(row, NULL, 0);
    return failure;
}

static const char *run_job_later(struct running *run)
{
    struct row *row;
    const char *failure = hold_job(run, &row);
    run->result->changed = row != NULL;
    if (!row)
        return failure;
    const char *const *job = seen(run, row);
    int64_t wait_us = (int64_t)number_of(param(run, "wait_ms")) * 1000;
    const char *due = number_text(run, database_now_us(run->session) + wait_us);
    row_put(row, (const char *const[]){job[0], job[1], job[2], due, job[4], job[5], job[6], NULL, job[8]}, JOB_COLUMNS);
    return NULL;
}

/* ---- the rest ---- */

static const char *run_nothing(struct running *run)
{
    run->result->changed = 1;
    return NULL;
}

static const char *run_figures(struct running *run)
{
    COLUMNS("dead_letters", "parked", "jobs_waiting", "jobs_late", "repairs_waiting", "log_head");
    ROW("0", "0", "0", "0", "0", "0");
    return NULL;
}

static const char *run_clock(struct running *run)
{
    COLUMNS("now_us");
    ROW(number_text(run, database_now_us(run->session)));
    return NULL;
}

static const struct known statements[] = {
    {"log_lock", run_log_lock}, {"event_add", run_event_add}, {"event_head_pos", run_event_head_pos},
    {"event_tail", run_event_tail}, {"event_tail_of_types", run_event_tail}, {"event_kept_from", run_event_kept_from},
    {"epoch", run_epoch}, {"idempotency_find", run_idempotency_find}, {"idempotency_add", run_idempotency_add},
    {"idempotency_expire", run_nothing}, {"partitions_keep", run_nothing}, {"consumer_seen", run_nothing},
    {"cursor_read", run_cursor_read}, {"cursor_look", run_cursor_look}, {"cursor_move", run_cursor_move},
    {"attempt_count", run_attempt_count}, {"attempt_clear", run_attempt_clear}, {"dead_letter_add", put_letter},
    {"dead_letter_follow", run_dead_letter_follow}, {"parked", run_parked}, {"job_put", run_job_put},
    {"job_claim", run_job_claim}, {"job_done", run_job_done}, {"job_later", run_job_later}, {"figures", run_figures},
    {"repair_next", run_nothing}, {"clock", run_clock},
};

static const char *run_one(struct running *run, const struct known *known, size_t n, bool *ret_found)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(known[i].name, run->statement->name) == 0) {
            *ret_found = true;
            return known[i].run(run);
        }
    return NULL;
}

const char *statement_run(struct session *session, const struct db_statement *statement, const char *const *values,
                          struct result *ret)
{
    struct running run = {session, statement, values, ret, arena_new()};
    bool found = false;
    const char *failure = run_one(&run, statements, sizeof statements / sizeof *statements, &found);
    if (!found)
        failure = run_one(&run, bank_statements, bank_n_statements, &found);
    arena_free(run.arena);
    if (!found && statement->writes) /* what only reads finds nothing */
        sim_violated("model", "sql/%s.sql has no model: write one", statement->name);
    return failure;
}
