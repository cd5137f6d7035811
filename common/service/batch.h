/* SPDX-License-Identifier: Apache-2.0
 * One batch, one transaction; and what goes into it beside the handlers' statements.
 */
#ifndef SERVICE_BATCH_H
#define SERVICE_BATCH_H

#include "service/own.h"

/* Where a transaction begins and ends: commands, an event batch or a job. */
struct batch {
    struct db *db;
    struct arena *arena;
    struct call **calls;
    size_t n;
    bool sequential;              /* one call after the other, as for events */
    struct db_item *first;        /* run right after BEGIN; each must change exactly one row, or the batch is stale */
    size_t n_first;
    void *slot;                   /* shared_slot() */
    struct later *later;          /* what sql_later() left, for the next round; `n_later` of `room_later` */
    size_t n_later, room_later;
    bool singly;                  /* nothing is gathered: to find who offends */
};

struct later {
    struct call *call;
    struct db_item item;
};

enum batch_result {
    BATCH_DONE,      /* committed; every call has its status */
    BATCH_STALE,     /* `first` did not hold: somebody else did the work */
    BATCH_FAILED,    /* rolled back; `*ret_offender` failed with call->error set, nothing of the others stands. Of commands
                        side by side it may be one of several: they are run again one by one */
    BATCH_AGAIN,     /* rolled back for a reason that a rerun may cure (deadlock, serialisation, a concurrent twin) */
    BATCH_LOST       /* connection lost: unknown whether it was committed */
};
enum batch_result batch_run(struct batch *batch, struct call **ret_offender, struct error *ret_error);
/* After batch_run(): a refused command may have lost to its twin, who took effect after this batch had looked for the
 * key. Looks again, and answers with the stored reply where there is one. */
void batch_recheck(struct batch *batch);
/* Queries: no transaction; each call ends with a status of its own. */
enum batch_result batch_query(struct batch *batch);

/* Keeps a statement of `call` for the next round. */
void batch_later(struct batch *batch, struct call *call, const struct db_item *item);

/* ---- gather.c ---- */

/* What is sent as one: the items of one gathering statement, or an item alone. */
struct parcel {
    struct db_item **items;
    size_t n, first; /* index of its first item */
};

/* Puts `items` into parcels and writes what is to be sent for each; room for `n` of both. Returns how many there are.
 * Items without a subject stand side by side. Those with one keep their order, but for this: what gathers may overtake
 * what gathers, if that is about other subjects. `singly`: each by itself. */
size_t gather(struct arena *arena, struct db_item *const *items, size_t n, bool singly, struct parcel *ret_parcels,
              struct db_item *ret_sent);
/* Gives each item the rows that are its own: those that bear its number in the column `call`, or all of them. */
void gather_share(const struct parcel *parcels, const struct db_item *sent, size_t n);

/* ---- items.c ---- */

/* The skeleton's statement `statement` with values for the parameters that bear `names`. Text form; borrowed. */
struct db_item item_of(struct arena *arena, const char *statement, const char *const *names, const char *const *texts,
                       size_t n);
/* Its parameter `name` is this list; borrowed. */
void item_list(struct db_item *item, const char *name, const struct db_list *list);
/* The same about the tries of one event. */
struct db_item attempt_item(struct arena *arena, const char *statement, const char *domain, const Event *event);
bool item_run(struct db *db, struct db_item *item) MUST_CHECK; /* failures are logged */
/* Reads the database's clock and lets the process's go by it; false when the database does not answer. */
bool clock_read(struct db *db, struct arena *arena) MUST_CHECK;
/* Is our own cursor in the log of `domain` still where we left it? */
bool cursor_is_at(struct db *db, struct arena *arena, const char *domain, const char *epoch, uint64_t pos) MUST_CHECK;
const struct statement *statement_of(const char *name);        /* for sql() within handlers of the skeleton */

/* ---- check.c ---- */

/* Statements against Postgres and the messages they name; events and listeners against the schema. */
enum status check_statements(struct db *db, struct error *error);
const ProtobufCMessageDescriptor *message_named(const char *name);

/* ---- event.c ---- */

Event *event_of_row(const struct db_rows *rows, size_t row, struct arena *arena);
/* Items of the last flush of a transaction: the log's lock and the events of `calls`. Returns how many of `ret_items`
 * (room for 2) are used: 0 when nothing was emitted. */
size_t event_items(struct call **calls, size_t n, struct arena *arena, struct db_item *ret_items);
/* Gives each call the position of its last event, from the rows of the event item. */
void event_positions(struct call **calls, size_t n, const struct db_rows *rows);

struct db *process_db(const char *what);                 /* a connection for one thread */
void log_call(const struct call *call, int64_t took_us); /* the one line of a call */

#endif
