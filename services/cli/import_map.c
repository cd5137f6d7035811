/* SPDX-License-Identifier: Apache-2.0
 * The reader of lines is our own: libinih cuts keys at 50 bytes and takes ':' for '='.
 */
#include "import_map.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "import_assign.h"

enum how { HOW_PLAIN, HOW_LOWER, HOW_CODE, HOW_EPOCH, HOW_LOCAL, HOW_TABLE };
enum { COLUMNS = 256 };

struct pair { /* of a table, or of [unanswered] with the column as `from` */
    const char *from, *to;
};

struct table {
    const char *name; /* "" for [unanswered] */
    struct pair *pairs;
    size_t n;
};

struct rule {
    const char *target, *column, *constant, *table_name;
    bool key; /* a row without it is refused */
    unsigned line;
    enum how how;
    const struct table *table;
    struct assign_path path;
    size_t at; /* of the column in a row */
};

struct import_map {
    struct arena *arena;
    const char *path, *object, *zone; /* zone: of times that name none */
    const char **columns;             /* of a file without a header; NULL: it has one */
    size_t n_columns;
    struct table *tables; /* the first is [unanswered] */
    struct rule *rules;
    size_t n_tables, n_rules;
};

struct reading {
    struct import_map *map;
    struct error *error;
    unsigned line;
    enum { NOWHERE, IMPORT, FIELDS, TABLE } section;
};

static enum status wrong(const struct import_map *map, unsigned line, struct error *error, const char *rule,
                         const char *what)
{
    return fail_with(error, STATUS_INVALID_ARGUMENT, "%s:%u: %s%s%s%s", map->path, line, rule, what ? " \"" : "",
                     what ? what : "", what ? "\"" : "");
}

static char *trim(char *text)
{
    size_t n;

    text += strspn(text, " \t\r\n");
    n = strlen(text);
    while (n > 0 && strchr(" \t\r\n", text[n - 1]))
        n--;
    text[n] = '\0';
    return text;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Equal but for ASCII case and the number of blanks. */
static bool is_same(const char *a, const char *b)
{
    while (lower(*a) == lower(*b)) {
        if (*a == '\0')
            return true;
        if (*a == ' ') {
            a += strspn(a, " ");
            b += strspn(b, " ");
        } else {
            a++, b++;
        }
    }
    return false;
}

static void add_pair(struct import_map *map, struct table *table, const char *from, const char *to)
{
    table->pairs = need_realloc(table->pairs, (table->n + 1) * sizeof(*table->pairs));
    table->pairs[table->n++] = (struct pair){arena_strdup(map->arena, from), arena_strdup(map->arena, to)};
}

static void add_table(struct import_map *map, const char *name)
{
    map->tables = need_realloc(map->tables, (map->n_tables + 1) * sizeof(*map->tables));
    map->tables[map->n_tables++] = (struct table){.name = arena_strdup(map->arena, name)};
}

static enum status read_section(struct reading *reading, char *text)
{
    struct import_map *map = reading->map;
    size_t n = strlen(text);

    if (text[n - 1] != ']')
        return wrong(map, reading->line, reading->error, "a section ends with ]", NULL);
    text[n - 1] = '\0';
    text = trim(text + 1);
    if (strcmp(text, "import") == 0) {
        reading->section = IMPORT;
    } else if (strcmp(text, "fields") == 0) {
        reading->section = FIELDS;
    } else if (strcmp(text, "unanswered") == 0) {
        add_table(map, "");
        reading->section = TABLE;
    } else if (strncmp(text, "table ", 6) == 0) {
        add_table(map, trim(text + 6));
        reading->section = TABLE;
    } else {
        return wrong(map, reading->line, reading->error,
                     "no such section, only [import], [fields], [unanswered] and [table NAME]:", text);
    }
    return STATUS_OK;
}

static enum status read_field(struct reading *reading, const char *target, char *source)
{
    struct import_map *map = reading->map;
    struct rule rule = {.target = arena_strdup(map->arena, target), .line = reading->line};
    size_t n = strlen(source);
    char *arrow = strstr(source, "->");

    if (n == 0)
        return wrong(map, reading->line, reading->error, "this field needs a column or a \"constant\":", target);
    if (n >= 2 && source[0] == '"' && source[n - 1] == '"') {
        rule.constant = arena_strndup(map->arena, source + 1, n - 2);
    } else {
        if (arrow) {
            *arrow = '\0';
            rule.table_name = arena_strdup(map->arena, trim(arrow + 2));
            rule.how = strcmp(rule.table_name, "lower") == 0   ? HOW_LOWER
                       : strcmp(rule.table_name, "code") == 0  ? HOW_CODE
                       : strcmp(rule.table_name, "epoch") == 0 ? HOW_EPOCH
                       : strcmp(rule.table_name, "local") == 0 ? HOW_LOCAL
                                                               : HOW_TABLE;
        }
        rule.column = arena_strdup(map->arena, trim(source));
    }
    map->rules = need_realloc(map->rules, (map->n_rules + 1) * sizeof(*map->rules));
    map->rules[map->n_rules++] = rule;
    return STATUS_OK;
}

static enum status read_columns(struct reading *reading, char *text)
{
    struct import_map *map = reading->map;

    if (map->columns)
        return wrong(map, reading->line, reading->error, "the columns are named twice", NULL);
    map->columns = arena_alloc(map->arena, COLUMNS * sizeof(*map->columns));
    for (char *next; text; text = next) {
        next = strchr(text, ',');
        if (next)
            *next++ = '\0';
        if (map->n_columns == COLUMNS)
            return wrong(map, reading->line, reading->error, "too many columns", NULL);
        map->columns[map->n_columns++] = arena_strdup(map->arena, trim(text));
    }
    return STATUS_OK;
}

static bool is_zone(const char *text)
{
    return strcmp(text, "Z") == 0
           || (strlen(text) == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':'
               && strspn(text + 1, "0123456789") == 2 && strspn(text + 4, "0123456789") == 2);
}

static enum status read_import(struct reading *reading, const char *left, char *text)
{
    struct import_map *map = reading->map;

    if (strcmp(left, "columns") == 0)
        return read_columns(reading, text);
    if (strcmp(left, "zone") == 0 && !is_zone(text))
        return wrong(map, reading->line, reading->error, "zone is Z or like +08:00, not", text);
    if (strcmp(left, "zone") == 0)
        map->zone = arena_strdup(map->arena, text);
    else if (strcmp(left, "object") == 0)
        map->object = arena_strdup(map->arena, text);
    else
        return wrong(map, reading->line, reading->error, "[import] knows only `object`, `columns` and `zone`, not", left);
    return STATUS_OK;
}

static enum status read_line(struct reading *reading, char *text)
{
    struct import_map *map = reading->map;
    char *equals, *left, *remark = strstr(text, "  #");

    if (remark)
        *remark = '\0';
    text = trim(text);
    if (text[0] == '\0' || text[0] == '#')
        return STATUS_OK;
    if (text[0] == '[')
        return read_section(reading, text);
    equals = strstr(text, " =");
    equals = equals ? equals + 1 : strchr(text, '=');
    if (!equals)
        return wrong(map, reading->line, reading->error, "expected [section] or left = right", NULL);
    *equals = '\0';
    left = trim(text);
    text = trim(equals + 1);
    switch (reading->section) {
    case FIELDS: return read_field(reading, left, text);
    case TABLE: add_pair(map, &map->tables[map->n_tables - 1], left, text); return STATUS_OK;
    case IMPORT:
        return read_import(reading, left, text);
    case NOWHERE: break;
    }
    return wrong(map, reading->line, reading->error, "a line before the first [section]", NULL);
}

static enum status link_tables(struct import_map *map, struct error *error)
{
    if (!map->object || map->n_rules == 0)
        return wrong(map, 0, error, "needs `object` in [import] and lines in [fields]", NULL);
    for (size_t i = 0; i < map->n_rules; i++) {
        struct rule *rule = &map->rules[i];

        if (rule->how != HOW_TABLE)
            continue;
        for (size_t t = 0; t < map->n_tables; t++)
            if (strcmp(map->tables[t].name, rule->table_name) == 0)
                rule->table = &map->tables[t];
        if (!rule->table || rule->table_name[0] == '\0')
            return wrong(map, rule->line, error, "no section for the table", rule->table_name);
    }
    return STATUS_OK;
}

static enum status read_lines(struct import_map *map, FILE *file, struct error *error)
{
    struct reading reading = {.map = map, .error = error};
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && (n = getline(&line, &room, file)) >= 0) {
        bool has_mark = reading.line++ == 0 && strncmp(line, "\xEF\xBB\xBF", 3) == 0;

        status = utf8_is_valid(line, (size_t)n) ? read_line(&reading, has_mark ? line + 3 : line)
                                                : wrong(map, reading.line, error, "not valid UTF-8", NULL);
    }
    free(line);
    return status == STATUS_OK ? link_tables(map, error) : status;
}

enum status import_map_read(const char *path, struct import_map **ret, struct error *error)
{
    FILE *file = fopen(path, "re");
    struct import_map *map;
    enum status status;

    if (!file)
        return fail_with(error, STATUS_NOT_FOUND, "can't open the mapping file %s: %s", path, strerror(errno));
    map = need_alloc(sizeof(*map));
    map->arena = arena_new();
    map->path = arena_strdup(map->arena, path);
    status = read_lines(map, file, error);
    fclose(file);
    if (status != STATUS_OK) {
        import_map_free(map);
        return status;
    }
    *ret = map;
    return STATUS_OK;
}

void import_map_free(struct import_map *map)
{
    if (!map)
        return;
    for (size_t i = 0; i < map->n_tables; i++)
        free(map->tables[i].pairs);
    free(map->tables);
    free(map->rules);
    arena_free(map->arena);
    free(map);
}

const char *const *import_map_columns(const struct import_map *map, size_t *ret_n)
{
    *ret_n = map->n_columns;
    return map->columns;
}

const char *import_map_object(const struct import_map *map)
{
    return map->object;
}

enum status import_map_key(struct import_map *map, const char *target, const char *key, struct error *error)
{
    struct rule *rule = NULL;

    for (size_t i = 0; i < map->n_rules; i++) {
        struct rule *other = &map->rules[i];

        if (strcmp(other->target, target) == 0 && other->column
            && (is_same(other->column, key) || strcmp(key, target) == 0))
            rule = other;
    }
    if (!rule)
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "%s has no line \"%s = %s\", which would say that the column is the key", map->path, target, key);
    rule->key = true;
    return STATUS_OK;
}

static size_t find_column(const char *const *header, size_t n, const char *name, size_t from)
{
    while (from < n && !is_same(header[from], name))
        from++;
    return from;
}

static enum status check_column(const struct import_map *map, unsigned line, const char *const *header, size_t n,
                                const char *name, size_t *ret_at, struct error *error)
{
    *ret_at = find_column(header, n, name, 0);
    if (*ret_at == n)
        return wrong(map, line, error, "the file's header has no column", name);
    if (find_column(header, n, name, *ret_at + 1) < n)
        return wrong(map, line, error, "the file's header names twice the column", name);
    return STATUS_OK;
}

enum status import_map_bind(struct import_map *map, const ProtobufCMessageDescriptor *request,
                            const char *const *header, size_t n, struct error *error)
{
    for (size_t i = 0; i < map->n_rules; i++) {
        struct rule *rule = &map->rules[i];
        struct error why;

        if (assign_resolve(request, rule->target, &rule->path, &why) != STATUS_OK)
            return wrong(map, rule->line, error, why.message, NULL);
        if (rule->column)
            TRY(check_column(map, rule->line, header, n, rule->column, &rule->at, error));
    }
    return STATUS_OK;
}

static bool is_answered(const struct import_map *map, const struct rule *rule, const char *cell)
{
    if (cell[0] == '\0')
        return false;
    for (size_t t = 0; t < map->n_tables; t++) {
        const struct table *table = &map->tables[t];

        for (size_t i = 0; table->name[0] == '\0' && i < table->n; i++)
            if (is_same(table->pairs[i].to, cell)
                && (strcmp(table->pairs[i].from, "*") == 0 || is_same(table->pairs[i].from, rule->column)))
                return false;
    }
    return true;
}

static const char *translate(const struct table *table, const char *cell)
{
    const char *other = NULL;

    for (size_t i = 0; i < table->n; i++) {
        if (is_same(table->pairs[i].from, cell))
            return table->pairs[i].to;
        if (strcmp(table->pairs[i].from, "*") == 0)
            other = table->pairs[i].to;
    }
    return other;
}

static const char *fold(struct arena *arena, const char *cell, bool code)
{
    char *text = arena_strdup(arena, cell), *to = text;

    for (const char *from = text; *from; from++) {
        char c = lower(*from);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';

        if (!code || plain)
            *to++ = c;
        else if (to > text && to[-1] != '_')
            *to++ = '_';
    }
    while (code && to > text && to[-1] == '_')
        to--;
    *to = '\0';
    return text;
}

/* Seconds since 1970 as RFC 3339; what is no such number stays as it is, for the field's own rule to refuse. */
static const char *of_epoch(struct arena *arena, const char *cell)
{
    char *end;
    long long seconds = strtoll(cell, &end, 10);
    time_t at = (time_t)seconds;
    struct tm day;

    if (*end || seconds < 0 || seconds > INT64_C(253402300799) || !gmtime_r(&at, &day))
        return cell;
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
                        day.tm_hour, day.tm_min, day.tm_sec);
}

/* "2015-10-21 12:13:10" as RFC 3339 in the map's zone. */
static const char *of_local(const struct import_map *map, struct arena *arena, const char *cell)
{
    const char *blank = strchr(cell, ' ');

    if (!blank || strlen(blank) != 9)
        return cell;
    return arena_printf(arena, "%.*sT%s%s", (int)(blank - cell), cell, blank + 1, map->zone ? map->zone : "Z");
}

/* The text to store, "" where there is none, NULL where no line of the table names the cell. */
static const char *value_of(const struct import_map *map, const struct rule *rule, struct arena *arena,
                            const char *cell)
{
    if (!is_answered(map, rule, cell))
        return "";
    switch (rule->how) {
    case HOW_TABLE: return translate(rule->table, cell);
    case HOW_LOWER:
    case HOW_CODE: return fold(arena, cell, rule->how == HOW_CODE);
    case HOW_EPOCH: return of_epoch(arena, cell);
    case HOW_LOCAL: return of_local(map, arena, cell);
    case HOW_PLAIN: break;
    }
    return cell;
}

enum status import_map_apply(const struct import_map *map, struct arena *arena, const char *const *cells, void *request,
                             struct error *error)
{
    for (size_t i = 0; i < map->n_rules; i++) {
        const struct rule *rule = &map->rules[i];
        const char *value = rule->constant;
        enum status status = STATUS_OK;

        if (assign_is_set(request, &rule->path))
            continue;
        if (!value)
            value = value_of(map, rule, arena, cells[rule->at]);
        if (!value)
            status = fail_with(error, STATUS_INVALID_ARGUMENT, "must be one of the values that the table %s names",
                               rule->table_name);
        else if (value[0] == '\0' && rule->key)
            status = fail_with(error, STATUS_INVALID_ARGUMENT, "a row needs its key");
        else if (value[0] != '\0')
            status = assign_text(arena, request, &rule->path, value, error);
        if (status != STATUS_OK) {
            snprintf(error->field, sizeof(error->field), "%s", rule->column ? rule->column : rule->target);
            return status;
        }
    }
    return STATUS_OK;
}
