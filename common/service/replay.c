/* SPDX-License-Identifier: Apache-2.0 */
#include "service/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/array.h"
#include "service/batch.h"
#include "service/threads.h"

/* Another replica may have taken the order: all look now and then. */
enum { LOOK_MS = 3000, SOON_MS = 100, SOON_FOR_MS = 5000, LETTERS = 50, EVENT_BUDGET = 8 << 20 };

static _Atomic int64_t soon_until_ms;

struct repair {
    const char *id, *domain, *agg_id, *letter_id; /* letter_id NULL: the whole aggregate */
};

struct letter {
    const char *id;
    Event *event;
};

void replay_soon(void)
{
    atomic_store(&soon_until_ms, clock_mono_ms() + SOON_FOR_MS);
}

static bool run(struct worker *worker, struct arena *arena, const char *statement, const char *const *names,
                const char *const *texts, size_t n, struct db_rows *ret_rows)
{
    struct db_item item = item_of(arena, statement, names, texts, n);
    bool good = item_run(worker->db, &item);
    if (ret_rows)
        *ret_rows = item.rows;
    return good;
}

static bool end_repair(struct worker *worker, struct arena *arena, const struct repair *repair, const char *state,
                       const char *error)
{
    static const char *const names[] = {"repair_id", "state", "error"};
    const char *texts[] = {repair->id, state, error};
    log_line(LOG_INFO, "msg=\"repair ended\" repair=%s state=%s agg=%s", repair->id, state, repair->agg_id);
    return run(worker, arena, "repair_end", names, texts, 3, NULL);
}

/* The letter failed again: it keeps its place, with the new error. */
static void end_failed(struct worker *worker, struct arena *arena, const struct repair *repair,
                       const struct letter *letter, const char *error)
{
    static const char *const names[] = {"letter_id", "error"};
    const char *texts[] = {letter->id, error};
    if (run(worker, arena, "dead_letter_failed", names, texts, 2, NULL) &&
        end_repair(worker, arena, repair, "FAILED", error))
        return;
    log_line(LOG_DEBUG, "msg=\"the repair is tried again later\" repair=%s", repair->id);
}

/* What must hold, and be done, in the transaction of the effects. */
static size_t first_items(struct arena *arena, const struct repair *repair, const struct letter *letter,
                          struct db_item *ret_items)
{
    static const char *const names[] = {"domain", "letter_id", "repair_id", "event_id"};
    const char *texts[] = {repair->domain, letter->id, repair->id, letter->event->id};
    ret_items[0] = item_of(arena, "cursor_hold", names, texts, 4);
    ret_items[1] = item_of(arena, "dead_letter_take", names, texts, 4);
    ret_items[2] = item_of(arena, "repair_step", names, texts, 4);
    ret_items[3] = item_of(arena, "attempt_clear", names, texts, 4);
    return 4;
}

static enum batch_result act(struct worker *worker, struct arena *arena, const struct repair *repair,
                             const struct letter *letter, const struct listener *listener, char *ret_error, size_t room)
{
    struct arena *own = arena_new();
    struct call *call = call_of_event(letter->event, listener, worker, own), *offender = NULL;
    struct db_item first[4];
    struct error error;
    struct batch batch = {.db = worker->db, .arena = arena, .calls = &call, .n = 1, .sequential = true, .first = first,
                          .n_first = first_items(arena, repair, letter, first)};
    int64_t began_us = clock_mono_us();
    enum batch_result result = batch_run(&batch, &offender, &error);
    if (result == BATCH_DONE || result == BATCH_FAILED)
        log_call(call, clock_mono_us() - began_us);
    if (result == BATCH_FAILED && !failure_counts(call->own->status))
        result = BATCH_AGAIN;
    snprintf(ret_error, room, "%s", call->error.message);
    call_free(call);
    arena_free(own);
    return result;
}

/* True when the next letter of the repair may follow at once. A crash counts as a try, so it is counted before. */
static bool replay_letter(struct worker *worker, struct arena *arena, const struct repair *repair,
                          const struct letter *letter)
{
    static const char *const names[] = {"domain", "event_id"};
    const char *texts[] = {repair->domain, letter->event->id};
    const struct listener *listener = listener_of(letter->event->type);
    struct db_rows count;
    char error[320];
    if (!listener) {
        end_failed(worker, arena, repair, letter, "nobody here listens to events of this type any more");
        return false;
    }
    if (!run(worker, arena, "attempt_count", names, texts, 2, &count))
        return false;
    enum batch_result result = BATCH_FAILED;
    snprintf(error, sizeof error, "the process ended while it was tried");
    if (strtol(count.values[0], NULL, 10) <= EVENT_TRIES)
        result = act(worker, arena, repair, letter, listener, error, sizeof error);
    if (result == BATCH_DONE)
        return true;
    if (!run(worker, arena, "attempt_clear", names, texts, 2, NULL))
        return false;
    if (result == BATCH_FAILED)
        end_failed(worker, arena, repair, letter, error);
    return false;
}

/* The next letter of the repair; `ret->id` NULL: there is none. */
static bool find_letter(struct worker *worker, struct arena *arena, const struct repair *repair, struct letter *ret)
{
    static const char *const names[] = {"domain", "agg_id", "letter_id"};
    const char *texts[] = {repair->domain, repair->agg_id, repair->letter_id};
    struct db_rows rows;
    *ret = (struct letter){NULL, NULL};
    if (!run(worker, arena, "dead_letter_oldest", names, texts, 3, &rows))
        return false;
    if (!rows.n)
        return true;
    struct bytes data;
    data.data = bytea_read(arena, rows.values[1], &data.size);
    ret->id = rows.values[0];
    ret->event = wire_unpack(arena, &event__descriptor, data, EVENT_BUDGET);
    return true;
}

/* How many letters were looked at. */
static size_t replay(struct worker *worker, struct arena *arena, const struct repair *repair, size_t most)
{
    for (size_t n = 0; n < most; n++) {
        struct letter letter;
        if (!find_letter(worker, arena, repair, &letter))
            return n;
        if (!letter.id) {
            if (!end_repair(worker, arena, repair, "DONE", NULL))
                log_line(LOG_DEBUG, "msg=\"the repair is ended later\" repair=%s", repair->id);
            return n;
        }
        if (!letter.event || !letter.event->type) {
            end_failed(worker, arena, repair, &letter, "what was kept is not an event");
            return n + 1;
        }
        if (!replay_letter(worker, arena, repair, &letter))
            return n + 1;
    }
    return most;
}

bool replay_run(struct worker *worker, struct arena *arena)
{
    static int64_t looked_ms;
    int64_t now_ms = clock_mono_ms();
    bool soon = now_ms < atomic_load(&soon_until_ms);
    if (now_ms - looked_ms < (soon ? SOON_MS : LOOK_MS))
        return false;
    looked_ms = now_ms;
    struct db_rows rows;
    size_t n = 0;
    if (!run(worker, arena, "repair_next", NULL, NULL, 0, &rows) || !rows.n)
        return false;
    for (size_t i = 0; i < rows.n && n < LETTERS; i++) {
        const char *const *row = &rows.values[i * rows.n_columns];
        struct repair repair = {row[0], row[1], row[2], row[3]};
        n += replay(worker, arena, &repair, LETTERS - n);
    }
    if (n >= LETTERS)
        replay_soon();
    return true;
}
