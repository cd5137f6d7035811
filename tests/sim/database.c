/* SPDX-License-Identifier: Apache-2.0 */
#include "database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "db/array.h"
#include "kernel.h"

enum { LOCK_US = 2000000, DEADLOCK_US = 200000, IDLE_US = 1000000, STATEMENT_US = 5000000 };
#define EPOCH_US 1893456000000000

struct db {
    struct session *session;
    const struct db_set *set;
    const char *word;
    bool up;
};

struct round { /* what a client waits for */
    struct db_item *items;
    size_t n, cut_at; /* cut_at: the connection breaks before this item, or n: before the answer; above: not */
    bool ended;
    enum db_outcome outcome;
    struct db_failure failure;
    struct result *results;
};

struct database database;
static struct store stores[4];
static size_t n_stores;
static struct session *sessions;
static int64_t back_us;

/* ---- rows ---- */

struct store *store_of(const char *word)
{
    for (size_t i = 0; i < n_stores; i++)
        if (strcmp(stores[i].word, word) == 0)
            return &stores[i];
    stores[n_stores] = (struct store){.word = word, .sequence = 100}; /* some promises are broken from there on only */
    return &stores[n_stores++];
}

struct table *table_of(struct store *store, const char *name)
{
    struct table *table = store->tables;
    while (table->name && strcmp(table->name, name) != 0)
        table++;
    table->name = name;
    return table;
}

static struct row **slot_of(struct table *table, const char *key)
{
    size_t at = hash_bytes(key, strlen(key));
    while (table->index[at & (table->n_slots - 1)] && strcmp(table->index[at & (table->n_slots - 1)]->key, key) != 0)
        at++;
    return &table->index[at & (table->n_slots - 1)];
}

struct row *row_find(struct table *table, const char *key)
{
    return table->n ? *slot_of(table, key) : NULL;
}

struct row *row_make(struct table *table, const char *key)
{
    if (table->n * 2 >= table->n_slots) {
        table->n_slots = table->n_slots ? table->n_slots * 2 : 256;
        table->index = need_alloc(table->n_slots * sizeof *table->index);
        for (size_t i = 0; i < table->n; i++)
            *slot_of(table, table->rows[i]->key) = table->rows[i];
    }
    struct row **slot = slot_of(table, key);
    if (*slot)
        return *slot;
    struct row *row = *slot = need_alloc(sizeof *row);
    row->key = need_strdup(key);
    if (table->n == table->room) {
        table->room = table->room ? table->room * 2 : 64;
        table->rows = need_realloc(table->rows, table->room * sizeof *table->rows);
    }
    table->rows[table->n++] = row;
    return row;
}

const char *const *row_seen(const struct session *session, const struct row *row)
{
    if (!row)
        return NULL;
    return session && row->owner && row->owner == session->transaction && row->has_next ? row->next : row->now;
}

void row_put(struct row *row, const char *const *values, size_t n)
{
    const char **copy = NULL;
    if (values) {
        copy = need_alloc((n + 1) * sizeof *copy);
        for (size_t i = 0; i < n; i++)
            copy[i] = values[i] ? need_strdup(values[i]) : NULL;
    }
    row->next = copy;
    row->has_next = true;
}

static bool would_wait_for_itself(const struct session *session, const struct row *row)
{
    for (int depth = 0; row && row->owner && depth < 64; depth++) {
        const struct session *holder = sessions;
        if (row->owner == session->transaction)
            return true;
        while (holder && holder->transaction != row->owner)
            holder = holder->next;
        row = holder ? holder->waits_for : NULL;
    }
    return false;
}

const char *row_lock(struct session *session, struct row *row)
{
    int64_t until_us = sim_now_us() + LOCK_US;
    if (session->gone)
        return "57P01";
    while (row->owner && row->owner != session->transaction) {
        session->waits_for = row;
        int64_t look_us = sim_now_us() + DEADLOCK_US;
        sim_wait(row, look_us < until_us ? look_us : until_us);
        session->waits_for = NULL;
        if (session->gone)
            return "57P01";
        if (row->owner && row->owner != session->transaction && would_wait_for_itself(session, row))
            return "40P01";
        if (row->owner && sim_now_us() >= until_us)
            return "55P03";
    }
    if (!row->owner) {
        struct transaction *transaction = row->owner = session->transaction;
        if (transaction->n == transaction->room) {
            transaction->room = transaction->room ? transaction->room * 2 : 16;
            transaction->rows = need_realloc(transaction->rows, transaction->room * sizeof *transaction->rows);
        }
        transaction->rows[transaction->n++] = row;
    }
    return NULL;
}

static void end_transaction(struct session *session, bool commit)
{
    struct transaction *transaction = session->transaction;
    session->transaction = NULL;
    for (size_t i = 0; transaction && i < transaction->n; i++) {
        struct row *row = transaction->rows[i];
        if (commit && row->has_next)
            row->now = row->next;
        row->has_next = false;
        row->owner = NULL;
        sim_wake(sim_outside(), row, true);
    }
    if (transaction)
        free(transaction->rows);
    free(transaction);
}

static void begin_transaction(struct session *session)
{
    session->transaction = need_alloc(sizeof *session->transaction);
    session->transaction->began_us = sim_now_us();
}

int64_t database_now_us(const struct session *session)
{
    return EPOCH_US + (session->transaction ? session->transaction->began_us : sim_now_us());
}

void result_row(struct result *result, const char *const *values)
{
    if (result->n == result->room) {
        result->room = result->room ? result->room * 2 : 8;
        result->values = need_realloc(result->values, result->room * result->n_columns * sizeof *result->values);
    }
    for (size_t c = 0; c < result->n_columns; c++)
        result->values[result->n * result->n_columns + c] = values[c] ? need_strdup(values[c]) : NULL;
    result->n++;
}

/* ---- backends ---- */

static void lose(struct session *session)
{
    if (session->gone)
        return;
    session->gone = true;
    end_transaction(session, false);
    sim_wake(sim_outside(), session, true);
    if (session->waits_for)
        sim_wake(sim_outside(), session->waits_for, true);
    sim_wake(session->client, session, true);
}

static void end_idle(void *context)
{
    struct session *session = context;
    if (!session->round && session->transaction && !session->gone &&
        sim_now_us() - (int64_t)session->idles >= IDLE_US) {
        sim_trace("idle transaction ended");
        lose(session);
    }
}

static const char *run_command(struct session *session, const char *command)
{
    if (strcmp(command, "BEGIN") == 0) {
        if (!session->transaction)
            begin_transaction(session);
        return NULL;
    }
    bool commits = strcmp(command, "COMMIT") == 0;
    if (commits)
        sim_sleep(database.faulty && sim_chance(100) ? sim_between(5000, 3000000) : sim_between(300, 2000));
    if (!session->gone)
        end_transaction(session, commits);
    return NULL;
}

/* Lists as the texts that this server reads. */
static const char *const *values_of(const struct db_item *item)
{
    const char **values = arena_alloc(item->arena, (item->statement->n_params + 1) * sizeof *values);
    for (size_t p = 0; p < item->statement->n_params; p++) {
        const struct db_list *list = item->lists ? &item->lists[p] : NULL;
        if (!list || !list->of) {
            values[p] = item->values[p];
            continue;
        }
        const char **texts = arena_alloc(item->arena, (list->n + 1) * sizeof *texts);
        for (size_t i = 0; i < list->n; i++)
            texts[i] = list->of == DB_TEXTS ? list->values[i] : bytea_write(item->arena, list->values[i], list->sizes[i]);
        values[p] = array_write(item->arena, texts, list->n);
    }
    return values;
}

static const char *run_item(struct session *session, const struct db_item *item, struct result *result)
{
    if (sim_chance(1500))
        sim_sleep(sim_between(10, 400));
    if (database.faulty && sim_chance(database.stalls))
        sim_sleep(sim_between(1000, 400000));
    if (session->gone)
        return "57P01";
    if (item->command)
        return run_command(session, item->command);
    if (database.faulty && session->transaction && sim_chance(5))
        return "40P01";
    return statement_run(session, item->statement, values_of(item), result);
}

static void run_round(struct session *session, struct round *round)
{
    bool whole = !session->transaction && !(round->items[0].command && strcmp(round->items[0].command, "BEGIN") == 0);
    if (whole)
        begin_transaction(session);
    round->outcome = DB_OK;
    for (size_t i = 0; i < round->n && round->outcome == DB_OK; i++) {
        const char *sqlstate = round->cut_at == i ? "" : run_item(session, &round->items[i], &round->results[i]);
        if (session->gone || (sqlstate && !sqlstate[0])) {
            round->outcome = DB_LOST;
        } else if (sqlstate) {
            round->outcome = DB_FAILED;
            round->failure.index = i;
            snprintf(round->failure.sqlstate, sizeof round->failure.sqlstate, "%s", sqlstate);
        }
    }
    if (whole && !session->gone)
        end_transaction(session, round->outcome == DB_OK);
    if (round->cut_at == round->n)
        round->outcome = DB_LOST;
    if (round->outcome == DB_LOST)
        lose(session);
}

/* Goes on with what it was sent also when the client is gone; then nobody ends its transaction but itself. */
static void backend(void *context)
{
    struct session *session = context;
    while (!session->gone) {
        struct round *round = session->round;
        if (!round) {
            if (!session->client->alive)
                break;
            sim_wait(session, INT64_MAX);
            continue;
        }
        sim_sleep(sim_between(20, 400));
        run_round(session, round);
        session->round = NULL;
        session->idles = (uint64_t)sim_now_us();
        if (session->transaction)
            sim_after(IDLE_US, end_idle, session);
        if (database.faulty && sim_chance(database.stalls)) /* what it has seen is old when it is told */
            sim_sleep(sim_between(1000, 1500000));
        round->ended = true;
        sim_wake(session->client, session, true);
    }
    lose(session);
}

void database_crash(int64_t for_us)
{
    sim_trace("database crashes");
    back_us = sim_now_us() + for_us;
    for (struct session *session = sessions; session; session = session->next)
        lose(session);
}

void database_end_one(void)
{
    struct session *chosen = NULL;
    size_t n = 0;
    for (struct session *session = sessions; session; session = session->next)
        if (!session->gone && sim_random(++n) == 0)
            chosen = session;
    sim_trace("backend ends");
    if (chosen)
        lose(chosen);
}

void database_process_ended(struct sim_process *process)
{
    for (struct session *session = sessions; session; session = session->next)
        if (session->client == process)
            sim_wake(sim_outside(), session, true);
}

/* ---- common/db's connection ---- */

struct db *db_new(const char *dsn, const char *options, const char *application_name, const struct db_set *set)
{
    struct db *db = need_alloc(sizeof *db);
    const char *word = strstr(options, "search_path=") + strlen("search_path=");
    (void)dsn, (void)application_name;
    char *copy = need_strdup(word);
    copy[strcspn(copy, " ")] = '\0';
    db->word = copy;
    db->set = set;
    return db;
}

void db_free(struct db *db)
{
    if (db->session)
        lose(db->session);
    free(db);
}

bool db_is_up(const struct db *db)
{
    return db->up;
}

enum status db_describe(struct db *db, const struct db_statement *statement, struct arena *arena,
                        struct db_column **ret_columns, size_t *ret_n, struct error *error)
{
    (void)db, (void)statement, (void)arena, (void)error;
    *ret_columns = NULL;
    *ret_n = 0;
    return STATUS_OK;
}

enum status db_migrate(struct db *db, const struct db_migration *migrations, size_t n, struct error *error)
{
    (void)db, (void)migrations, (void)n;
    if (sim_now_us() < back_us)
        return fail_with(error, STATUS_UNAVAILABLE, "the database is not reachable");
    return STATUS_OK;
}

static bool connect_again(struct db *db)
{
    if (db->session)
        return !db->session->gone;
    sim_sleep(sim_between(500, 3000));
    if (sim_now_us() < back_us)
        return false;
    struct session *session = db->session = need_alloc(sizeof *session);
    session->client = sim_self();
    session->store = store_of(db->word);
    session->next = sessions;
    sessions = session;
    sim_thread_start(sim_outside(), "backend", backend, session);
    return true;
}

static void take_results(struct round *round, struct db_item *items)
{
    for (size_t i = 0; i < round->n; i++) {
        const struct result *result = &round->results[i];
        items[i].rows = (struct db_rows){.n = result->n, .n_columns = result->n_columns, .names = result->names,
                                         .values = (const char *const *)result->values, .changed = result->changed};
    }
}

enum db_outcome db_round(struct db *db, struct db_item *items, size_t n, struct db_failure *ret_failure)
{
    memset(ret_failure, 0, sizeof *ret_failure);
    db->up = false;
    if (!connect_again(db)) {
        db->session = NULL;
        return DB_LOST;
    }
    struct session *session = db->session;
    struct round *round = need_alloc(sizeof *round);
    round->items = need_alloc(n * sizeof *items);
    memcpy(round->items, items, n * sizeof *items);
    round->n = n;
    round->results = need_alloc(n * sizeof *round->results);
    round->cut_at = database.faulty && sim_chance(60) ? sim_random(n + 1) : SIZE_MAX;
    sim_trace("db %s+%zu%s", items[0].command ? items[0].command : items[0].statement->name, n - 1,
              round->cut_at <= n ? " cut" : "");
    session->round = round;
    sim_wake(sim_outside(), session, true);
    while (!round->ended && !session->gone)
        sim_wait(session, INT64_MAX);
    if (!round->ended || round->outcome == DB_LOST) {
        db->session = NULL;
        return DB_LOST;
    }
    db->up = true;
    take_results(round, items);
    *ret_failure = round->failure;
    return round->outcome;
}
