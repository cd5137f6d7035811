/* SPDX-License-Identifier: Apache-2.0
 * The skeleton's own statements, by name, with their parameters by name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "service/batch.h"

struct db_item item_of(struct arena *arena, const char *statement, const char *const *names, const char *const *texts,
                       size_t n)
{
    const struct db_statement *found = db_set_find(process.set, statement);
    const char **values = arena_alloc(arena, (found->n_params + 1) * sizeof *values);
    for (size_t p = 0; p < found->n_params; p++)
        for (size_t i = 0; i < n; i++)
            if (strcmp(found->params[p], names[i]) == 0)
                values[p] = texts[i];
    return (struct db_item){.statement = found, .values = values, .arena = arena};
}

void item_list(struct db_item *item, const char *name, const struct db_list *list)
{
    const struct db_statement *statement = item->statement;
    struct db_list *lists = arena_alloc(item->arena, (statement->n_params + 1) * sizeof *lists);
    if (item->lists)
        memcpy(lists, item->lists, statement->n_params * sizeof *lists);
    for (size_t p = 0; p < statement->n_params; p++)
        if (strcmp(statement->params[p], name) == 0)
            lists[p] = *list;
    item->lists = lists;
}

bool item_run(struct db *db, struct db_item *item)
{
    struct db_failure failure;
    enum db_outcome outcome = db_round(db, item, 1, &failure);
    if (outcome == DB_FAILED)
        log_line(LOG_ERROR, "msg=\"a statement of the skeleton failed\" sql=%s sqlstate=%s", item->statement->name,
                 failure.sqlstate);
    return outcome == DB_OK;
}

struct db_item attempt_item(struct arena *arena, const char *statement, const char *domain, const Event *event)
{
    static const char *const names[] = {"domain", "event_id"};
    const char *texts[] = {domain, event->id};
    return item_of(arena, statement, names, texts, 2);
}

bool cursor_is_at(struct db *db, struct arena *arena, const char *domain, const char *epoch, uint64_t pos)
{
    static const char *const names[] = {"domain"};
    struct db_item item = item_of(arena, "cursor_look", names, &domain, 1);
    return item_run(db, &item) && item.rows.n == 1 && strcmp(item.rows.values[0], epoch) == 0 &&
           strtoull(item.rows.values[1], NULL, 10) == pos;
}

bool clock_read(struct db *db, struct arena *arena)
{
    struct db_item item = item_of(arena, "clock", NULL, NULL, 0);
    int64_t before_us = clock_mono_us();
    if (!item_run(db, &item) || item.rows.n != 1)
        return false;
    clock_follow(before_us, clock_mono_us(), strtoll(item.rows.values[0], NULL, 10));
    return true;
}

const struct statement *statement_of(const char *name)
{
    extern const struct rooms rooms_skeleton;
    for (size_t i = 0; i < rooms_skeleton.n_statements; i++)
        if (strcmp(rooms_skeleton.statements[i]->name, name) == 0)
            return rooms_skeleton.statements[i];
    return NULL;
}
