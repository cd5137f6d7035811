/* SPDX-License-Identifier: Apache-2.0
 * Statements that gather (db/statement.h): sent once for all calls that stand at them. Most of what a small statement
 * costs Postgres is its beginning, not its row. ADR 0020 says why.
 */
#include <stdlib.h>
#include <string.h>

#include "service/batch.h"

static bool gathers(const struct db_item *item)
{
    return item->statement && item->statement->gathers;
}

static bool is_about(const struct parcel *parcel, const char *subject)
{
    for (size_t i = 0; i < parcel->n; i++)
        if (strcmp(parcel->items[i]->subject, subject) == 0)
            return true;
    return false;
}

/* The latest parcel of this statement that the item may join without overtaking what is about the same subject. */
static struct parcel *find_parcel(struct parcel *parcels, size_t n, const struct db_item *item)
{
    for (size_t i = n; i-- > 0;) {
        struct parcel *parcel = &parcels[i];
        if (item->subject && (!gathers(parcel->items[0]) || is_about(parcel, item->subject)))
            return NULL;
        if (parcel->items[0]->statement == item->statement)
            return parcel;
    }
    return NULL;
}

/* One array for each parameter, in it one text for each item. */
static const struct db_list *columns_of(struct arena *arena, const struct parcel *parcel)
{
    size_t n_params = parcel->items[0]->statement->n_params;
    struct db_list *columns = arena_alloc(arena, n_params * sizeof *columns);
    const char **texts = arena_alloc(arena, n_params * parcel->n * sizeof *texts);
    for (size_t p = 0; p < n_params; p++, texts += parcel->n) {
        for (size_t i = 0; i < parcel->n; i++)
            texts[i] = parcel->items[i]->values[p];
        columns[p] = (struct db_list){.of = DB_TEXTS, .values = texts, .n = parcel->n};
    }
    return columns;
}

size_t gather(struct arena *arena, struct db_item *const *items, size_t n, bool singly, struct parcel *ret_parcels,
              struct db_item *ret_sent)
{
    size_t n_parcels = 0;
    for (size_t i = 0; i < n; i++) {
        struct parcel *parcel = gathers(items[i]) && !singly ? find_parcel(ret_parcels, n_parcels, items[i]) : NULL;
        if (!parcel) {
            parcel = &ret_parcels[n_parcels++];
            *parcel = (struct parcel){.first = i, .items = arena_alloc(arena, (n - i) * sizeof *parcel->items)};
        }
        parcel->items[parcel->n++] = items[i];
    }
    for (size_t i = 0; i < n_parcels; i++) {
        const struct db_item *first = ret_parcels[i].items[0];
        ret_sent[i] = *first;
        if (gathers(first)) {
            ret_sent[i].lists = columns_of(arena, &ret_parcels[i]);
            ret_sent[i].arena = arena;
        }
    }
    return n_parcels;
}

static size_t column_of_call(const struct db_rows *rows)
{
    size_t at = 0;
    while (at < rows->n_columns && strcmp(rows->names[at], "call") != 0)
        at++;
    return at;
}

/* The rows of the `nth` call, counted from 1. */
static struct db_rows rows_of(struct arena *arena, const struct db_rows *all, size_t column, size_t nth)
{
    struct db_rows rows = {.n_columns = all->n_columns, .names = all->names};
    const char **values = arena_alloc(arena, (all->n * all->n_columns + 1) * sizeof *values);
    for (size_t r = 0; r < all->n; r++) {
        const char *const *row = &all->values[r * all->n_columns];
        if (strtoul(row[column], NULL, 10) == nth)
            memcpy(&values[rows.n++ * rows.n_columns], row, rows.n_columns * sizeof *values);
    }
    rows.values = values;
    rows.changed = rows.n;
    return rows;
}

void gather_share(const struct parcel *parcels, const struct db_item *sent, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct parcel *parcel = &parcels[i];
        size_t column = column_of_call(&sent[i].rows);
        for (size_t k = 0; k < parcel->n; k++) {
            struct db_item *item = parcel->items[k];
            bool split = gathers(item) && column < sent[i].rows.n_columns;
            item->rows = split ? rows_of(item->arena, &sent[i].rows, column, k + 1) : sent[i].rows;
        }
    }
}
