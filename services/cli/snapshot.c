/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshot.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backups.h"
#include "file.h"
#include "postgres.h"

extern const char script_dump[], script_count[];

const char *words_of(const json_t *list, struct arena *arena)
{
    size_t i;
    json_t *word;
    const char *words = "";
    json_array_foreach(list, i, word)
        words = arena_printf(arena, "%s%s%s", words, i ? " " : "", json_string_value(word));
    return words;
}

/* A line of count.sql, "leads.lead 3 -1234", or "taken 1795000000000000". */
static void read_line(char *line, struct snapshot *ret)
{
    char *rest = NULL;
    const char *name = strtok_r(line, " ", &rest), *first = strtok_r(NULL, " ", &rest), *second = strtok_r(NULL, " ", &rest);
    if (first && !second && strcmp(name, "taken") == 0)
        ret->taken_us = strtoll(first, NULL, 10);
    if (!second)
        return;
    int64_t rows = strtoll(first, NULL, 10);
    ret->rows += (uint64_t)rows;
    json_object_set_new(ret->tables, name, json_pack("{s:I, s:s}", "rows", (json_int_t)rows, "sum", second));
}

static void read_lines(const char *path, struct snapshot *ret)
{
    struct arena *arena = arena_new();
    char *rest = NULL, *text = file_read(path, arena);
    *ret = (struct snapshot){.tables = json_object()};
    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest))
        read_line(line, ret);
    arena_free(arena);
}

static int run(const struct stack *stack, const struct postgres_script *script, struct snapshot *ret)
{
    int end = postgres_run(stack, script);
    read_lines(script->output, ret);
    unlink(script->output);
    return end;
}

enum status snapshot_dump(const struct stack *stack, const char *host, const char *schemas, const char *folder,
                          struct snapshot *ret, struct error *error)
{
    struct arena *arena = arena_new();
    const char *file = arena_printf(arena, "%s/records.dump", folder);
    const char *const settings[] = {arena_printf(arena, "DEALSPINE_DUMP=%s", file), "DEALSPINE_PG_DUMP=" POSTGRES_BIN "pg_dump", NULL};
    const struct postgres_script script = {.host = host, .text = arena_printf(arena, "%s%s", script_dump, script_count),
                                           .schemas = schemas, .environment = settings, .output = arena_printf(arena, "%s/counts", folder)};
    int end = run(stack, &script, ret);
    bool dumped = access(file, F_OK) == 0, begun = ret->taken_us != 0;
    arena_free(arena);
    if (!end && dumped)
        return STATUS_OK;
    json_decref(ret->tables);
    ret->tables = NULL;
    if (!begun)
        return backup_fails(error, "POSTGRES_AWAY", "Postgres does not answer: is the stack up? See %s", POSTGRES_SCRIPT_LOG);
    return backup_fails(error, "DUMP_FAILED", "%s failed; see %s", dumped ? "counting the rows" : "pg_dump", POSTGRES_SCRIPT_LOG);
}

enum status snapshot_count(const struct stack *stack, const char *schemas, struct snapshot *ret, struct error *error)
{
    struct arena *arena = arena_new();
    const struct postgres_script script = {.text = script_count, .schemas = schemas,
                                           .output = arena_printf(arena, "%s/pg/counts", stack->dir)};
    int end = run(stack, &script, ret);
    arena_free(arena);
    if (!end)
        return STATUS_OK;
    json_decref(ret->tables);
    ret->tables = NULL;
    return backup_fails(error, "RESTORE_FAILED", "the tables can't be counted; see %s", POSTGRES_SCRIPT_LOG);
}
