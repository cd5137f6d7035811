/* SPDX-License-Identifier: Apache-2.0 */
#include "settings/settings.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "settings/env_file.h"

#define PREFIX "DEALSPINE_"
enum { ALSO_MAX = 8, SECRET_MAX = 64 * 1024 };

extern char **environ;

static struct {
    const struct setting *rows;
    size_t n;
} also[ALSO_MAX];

/* One reading: where values come from, and the arena of its scratch. */
struct source {
    char program[64]; /* upper case */
    struct env_file *file;
    struct arena *arena;
    struct error *error;
};

void settings_also(const struct setting *rows, size_t n)
{
    for (size_t i = 0; i < ALSO_MAX; i++) {
        if (also[i].rows == rows)
            return;
        if (!also[i].rows) {
            also[i].rows = rows;
            also[i].n = n;
            return;
        }
    }
    abort();
}

static enum status refuse(const struct source *source, const char *variable, const char *sentence)
{
    enum status status = fail_with(source->error, STATUS_INVALID_ARGUMENT, "%s %s", variable, sentence);
    if (source->error)
        snprintf(source->error->field, sizeof source->error->field, "%s", variable);
    return status;
}

/* The value of PREFIX[PROGRAM_]name+suffix, the narrower name first; `ret_variable` names where it was found. */
static const char *find(const struct source *source, const char *name, const char *suffix, const char **ret_variable)
{
    for (int narrow = 1; narrow >= 0; narrow--) {
        const char *variable = narrow ? arena_printf(source->arena, PREFIX "%s_%s%s", source->program, name, suffix)
                                      : arena_printf(source->arena, PREFIX "%s%s", name, suffix);
        const char *value = getenv(variable);
        if (!value)
            value = env_file_get(source->file, variable);
        if (value) {
            *ret_variable = variable;
            return value;
        }
    }
    return NULL;
}

static enum status read_secret(const struct source *source, const char *variable, const char *path, const char **ret)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return refuse(source, variable, arena_printf(source->arena, "names a file that can't be read: %s", strerror(errno)));
    char *bytes = arena_alloc(source->arena, SECRET_MAX + 1);
    size_t n = fread(bytes, 1, SECRET_MAX + 1, file);
    bool broken = ferror(file);
    fclose(file);
    if (broken || n > SECRET_MAX)
        return refuse(source, variable, "must name a file of at most 64 KiB");
    while (n && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
        n--;
    bytes[n] = '\0';
    if (strlen(bytes) != n || !n)
        return refuse(source, variable, "must name a file of text that is not empty");
    *ret = bytes;
    return STATUS_OK;
}

struct unit {
    const char *suffix;
    int64_t factor;
};
static const struct unit ms_units[] = {{"", 1}, {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {0}};
static const struct unit byte_units[] = {{"", 1}, {"k", 1024}, {"M", 1024 * 1024}, {"G", 1024 * 1024 * 1024}, {0}};
static const struct unit no_units[] = {{"", 1}, {0}};

static bool read_number(const char *value, const struct unit *units, int64_t *ret)
{
    char *end;
    errno = 0;
    if (!isdigit((unsigned char)value[value[0] == '-']))
        return false;
    int64_t number = strtoll(value, &end, 10);
    for (; !errno && units->suffix; units++)
        if (strcmp(end, units->suffix) == 0)
            return !__builtin_mul_overflow(number, units->factor, ret);
    return false;
}

static bool read_bool(const char *value, bool *ret)
{
    static const char *const words[] = {"false", "true", "no", "yes", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(value, words[i]) == 0) {
            *ret = i % 2;
            return true;
        }
    return false;
}

static enum status store_number(const struct source *source, const struct setting *row, const char *variable,
                                const char *value, int64_t *ret)
{
    const struct unit *units = row->kind == SETTING_MS ? ms_units : row->kind == SETTING_BYTES ? byte_units : no_units;
    const char *shape = row->kind == SETTING_MS      ? "must be a duration like 250ms, 5s or 2m"
                        : row->kind == SETTING_BYTES ? "must be a size like 65536, 64k or 1M"
                                                     : "must be a whole number";
    int64_t number;
    if (!read_number(value, units, &number))
        return refuse(source, variable, arena_printf(source->arena, "%s; it has %zu characters", shape, strlen(value)));
    bool bounded = row->min || row->max;
    if (bounded && (number < row->min || (row->max && number > row->max)))
        return refuse(source, variable,
                      row->max ? arena_printf(source->arena, "must be %" PRId64 " to %" PRId64 ", is %" PRId64,
                                              row->min, row->max, number)
                               : arena_printf(source->arena, "must be at least %" PRId64 ", is %" PRId64, row->min, number));
    *ret = number;
    return STATUS_OK;
}

static enum status store(const struct source *source, const struct setting *row, const char *variable, const char *value,
                         void *member)
{
    switch (row->kind) {
    case SETTING_TEXT:
    case SETTING_PATH:
    case SETTING_SECRET:
        *(const char **)member = need_strdup(value);
        return STATUS_OK;
    case SETTING_BOOL:
        if (!read_bool(value, member))
            return refuse(source, variable, "must be true or false (yes or no, 1 or 0)");
        return STATUS_OK;
    default:
        return store_number(source, row, variable, value, member);
    }
}

static enum status read_row(const struct source *source, const struct setting *row, void *settings)
{
    const char *variable = NULL, *path_variable = NULL, *path = NULL;
    const char *value = find(source, row->name, "", &variable);
    if (row->kind == SETTING_SECRET && !value && (path = find(source, row->name, "_FILE", &path_variable))) {
        TRY(read_secret(source, path_variable, path, &value));
        variable = path_variable;
    }
    if (!value) {
        variable = arena_printf(source->arena, PREFIX "%s_%s", source->program, row->name);
        value = row->fallback;
    }
    if (!value)
        return refuse(source, variable, arena_printf(source->arena, "must be given: %s", row->help));
    return store(source, row, variable, value, (char *)settings + row->offset);
}

static bool in_rows(const struct setting *rows, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(rows[i].name);
        if (strncmp(rows[i].name, name, length) == 0 &&
            (!name[length] || (rows[i].kind == SETTING_SECRET && strcmp(name + length, "_FILE") == 0)))
            return true;
    }
    return false;
}

static enum status refuse_unknown(const struct source *source, const struct setting *rows, size_t n, const char *assignment)
{
    const char *own = arena_printf(source->arena, PREFIX "%s_", source->program);
    if (strncmp(assignment, own, strlen(own)) != 0)
        return STATUS_OK;
    size_t length = strcspn(assignment, "=");
    const char *name = arena_strndup(source->arena, assignment, length) + strlen(own);
    bool known = in_rows(rows, n, name);
    for (size_t i = 0; i < ALSO_MAX; i++)
        known = known || in_rows(also[i].rows, also[i].n, name);
    if (known)
        return STATUS_OK;
    return refuse(source, arena_strndup(source->arena, assignment, length), "is no setting; --help lists them");
}

static enum status read_all(const struct source *source, const struct setting *rows, size_t n, void *settings)
{
    for (char **entry = environ; *entry; entry++)
        TRY(refuse_unknown(source, rows, n, *entry));
    for (size_t i = 0; i < env_file_size(source->file); i++)
        TRY(refuse_unknown(source, rows, n, env_file_name(source->file, i)));
    for (size_t i = 0; i < n; i++)
        TRY(read_row(source, &rows[i], settings));
    return STATUS_OK;
}

enum status settings_read(const char *program, const struct setting *rows, size_t n, void *ret_settings,
                          struct error *error)
{
    struct source source = {.arena = arena_new(), .error = error};
    for (size_t i = 0; program[i] && i + 1 < sizeof source.program; i++)
        source.program[i] = program[i] == '-' ? '_' : (char)toupper((unsigned char)program[i]);
    const char *dir = getenv(PREFIX "DIR");
    enum status status = STATUS_OK;
    if (dir)
        status = env_file_read(arena_printf(source.arena, "%s/dealspine.env", dir), &source.file, error);
    if (status == STATUS_OK)
        status = read_all(&source, rows, n, ret_settings);
    env_file_free(source.file);
    arena_free(source.arena);
    return status;
}

static const char *present(const struct setting *row, const void *settings, char room[32])
{
    const void *member = (const char *)settings + row->offset;
    switch (row->kind) {
    case SETTING_SECRET:
        return *(const char *const *)member ? "***" : "";
    case SETTING_TEXT:
    case SETTING_PATH:
        return *(const char *const *)member ? *(const char *const *)member : "";
    case SETTING_BOOL:
        return *(const bool *)member ? "true" : "false";
    default:
        snprintf(room, 32, "%" PRId64 "%s", *(const int64_t *)member, row->kind == SETTING_MS ? "ms" : "");
        return room;
    }
}

void settings_print(const char *program, const struct setting *rows, size_t n, const void *settings)
{
    printf("Settings of %s, from the environment or dealspine.env in the stack's folder:\n", program);
    for (size_t i = 0; i < n; i++) {
        char room[32], name[96];
        snprintf(name, sizeof name, PREFIX "%s%s", rows[i].name, rows[i].kind == SETTING_SECRET ? "[_FILE]" : "");
        printf("  %-36s %s\n", name, rows[i].help);
        printf("  %-36s now %s; default %s\n", "", present(&rows[i], settings, room),
               !rows[i].fallback                    ? "none, must be given"
               : rows[i].kind == SETTING_SECRET     ? "***"
               : rows[i].fallback[0]                ? rows[i].fallback
                                                    : "empty");
    }
}
