/* SPDX-License-Identifier: Apache-2.0 */
#include "db/statement.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/meter.h"
#include "base/text.h"

static const struct meter_family rounds = {
    .name = "dealspine_database_round_trip_seconds", .kind = METER_HISTOGRAM, .bounds = meter_seconds,
    .n_bounds = METER_SECONDS, .help = "Round trips to the database, each with any number of statements."};
static const struct meter_family losses = {
    .name = "dealspine_database_connections_lost_total", .kind = METER_COUNTER,
    .help = "Round trips that found no connection or lost it."};

struct db_set *db_set_new(void)
{
    struct db_set *set = need_alloc(sizeof *set);
    set->arena = arena_new();
    set->rounds = meter_add(&rounds, NULL, 0);
    set->losses = meter_add(&losses, NULL, 0);
    return set;
}

void db_set_free(struct db_set *set)
{
    if (!set)
        return;
    arena_free(set->arena);
    free(set->list);
    free(set);
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Where a literal, quoted name or comment that begins at `p` ends; `p` itself if none begins there. */
static const char *skip_quoted(const char *p)
{
    if (p[0] == '-' && p[1] == '-')
        return p + strcspn(p, "\n");
    if (p[0] == '/' && p[1] == '*') {
        const char *end = strstr(p, "*/");
        return end ? end + 2 : p + strlen(p);
    }
    if (*p == '\'' || *p == '"') {
        const char *end = strchr(p + 1, *p);
        return end ? end + 1 : p + strlen(p);
    }
    if (p[0] == '$' && p[1] == '$') {
        const char *end = strstr(p + 2, "$$");
        return end ? end + 2 : p + strlen(p);
    }
    return p;
}

static size_t param_index(struct db_statement *statement, const char *name)
{
    for (size_t i = 0; i < statement->n_params; i++)
        if (strcmp(statement->params[i], name) == 0)
            return i;
    if (statement->n_params < STATEMENT_PARAMS)
        statement->params[statement->n_params] = name;
    return statement->n_params++;
}

static void note_keyword(struct db_statement *statement, const char *word, size_t n, bool after_for)
{
    static const char *const writing[] = {"insert", "update", "delete", "merge", "truncate"};
    for (size_t i = 0; i < sizeof writing / sizeof *writing; i++)
        if (strlen(writing[i]) == n && strncasecmp(word, writing[i], n) == 0 && !(after_for && i == 1))
            statement->writes = true;
}

static void put_param(struct text *out, struct db_statement *statement, const char *name)
{
    size_t index = param_index(statement, name);
    if (statement->gathers)
        text_printf(out, "calls.\"%s\"", name);
    else
        text_printf(out, "$%zu", index + 1);
}

/* The relation `calls` before what is said about it. */
static const char *with_calls(const struct db_statement *statement, struct arena *arena)
{
    struct text out;
    bool more = strncasecmp(statement->sql, "with", 4) == 0 && !is_name(statement->sql[4]);
    text_init(&out, arena);
    text_puts(&out, "WITH calls AS (SELECT * FROM unnest(");
    for (size_t i = 0; i < statement->n_params; i++)
        text_printf(&out, "%s$%zu::text[]", i ? ", " : "", i + 1);
    text_puts(&out, ") WITH ORDINALITY AS calls (");
    for (size_t i = 0; i < statement->n_params; i++)
        text_printf(&out, "\"%s\", ", statement->params[i]);
    text_printf(&out, "call))%s%s", more ? "," : "\n", statement->sql + (more ? 4 : 0));
    return out.bytes;
}

static void rewrite(struct db_statement *statement, const char *text, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    const char *previous = "";
    for (const char *p = text; *p;) {
        const char *end = skip_quoted(p);
        if (end > p) {
            if (*p != '-' && *p != '/')
                text_put(&out, p, (size_t)(end - p));
            p = end;
        } else if (p[0] == ':' && p[1] == ':') {
            text_puts(&out, "::");
            p += 2;
        } else if (p[0] == ':' && (isalpha((unsigned char)p[1]) || p[1] == '_')) {
            for (end = p + 1; is_name(*end);)
                end++;
            put_param(&out, statement, arena_strndup(arena, p + 1, (size_t)(end - p - 1)));
            p = end;
        } else if (is_name(*p)) {
            for (end = p; is_name(*end);)
                end++;
            note_keyword(statement, p, (size_t)(end - p),
                         strncasecmp(previous, "for", 3) == 0 || strncasecmp(previous, "key", 3) == 0);
            previous = p;
            text_put(&out, p, (size_t)(end - p));
            p = end;
        } else {
            text_putc(&out, *p++);
        }
    }
    while (out.size && strchr(" \t\r\n;", out.bytes[out.size - 1]))
        out.bytes[--out.size] = '\0';
    statement->sql = out.bytes + strspn(out.bytes, " \t\r\n");
}

static void read_binds(struct db_statement *statement, const char *p, const char *end, struct arena *arena)
{
    while (p < end) {
        while (p < end && !is_name(*p))
            p++;
        const char *from = p;
        while (p < end && is_name(*p))
            p++;
        if (p == from)
            continue;
        const char **binds = arena_alloc(arena, (statement->n_binds + 1) * sizeof *binds);
        for (size_t i = 0; i < statement->n_binds; i++)
            binds[i] = statement->binds[i];
        binds[statement->n_binds++] = arena_strndup(arena, from, (size_t)(p - from));
        statement->binds = binds;
    }
}

static void read_head(struct db_statement *statement, const char *text, struct arena *arena)
{
    while (strncmp(text, "--", 2) == 0) {
        const char *p = text + 2 + strspn(text + 2, " "), *end = text + strcspn(text, "\n");
        if (strncmp(p, "gather\n", 7) == 0)
            statement->gathers = true;
        else if (strncmp(p, "bind:", 5) == 0)
            read_binds(statement, p + 5, end, arena);
        else if (strncmp(p, "into:", 5) == 0) {
            p += 5 + strspn(p + 5, " ");
            const char *stop = p;
            while (stop < end && is_name(*stop))
                stop++;
            statement->into = arena_strndup(arena, p, (size_t)(stop - p));
        }
        text = *end ? end + 1 : end;
    }
}

enum status db_set_add(struct db_set *set, const struct statement *statement, struct error *error)
{
    struct db_statement *parsed = arena_alloc(set->arena, sizeof *parsed);
    parsed->name = statement->name;
    read_head(parsed, statement->text, set->arena);
    rewrite(parsed, statement->text, set->arena);
    if (!parsed->sql[0])
        return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql is empty", statement->name);
    if (parsed->n_params > STATEMENT_PARAMS)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql has more than %d parameters", statement->name,
                         STATEMENT_PARAMS);
    if (parsed->gathers && !parsed->n_params)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql gathers, but has no parameter", statement->name);
    if (parsed->gathers)
        parsed->sql = with_calls(parsed, set->arena);
    if (db_set_find(set, statement->name))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql exists twice, here and in the skeleton",
                         statement->name);
    parsed->index = set->n;
    set->list = need_realloc(set->list, (set->n + 1) * sizeof *set->list);
    set->list[set->n++] = parsed;
    return STATUS_OK;
}

const struct db_statement *db_set_find(const struct db_set *set, const char *name)
{
    for (size_t i = 0; i < set->n; i++)
        if (strcmp(set->list[i]->name, name) == 0)
            return set->list[i];
    return NULL;
}
