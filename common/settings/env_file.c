/* SPDX-License-Identifier: Apache-2.0 */
#include "settings/env_file.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct env_file {
    struct arena *arena;
    const char **names, **values;
    size_t n, room;
};

static void add(struct env_file *file, const char *name, const char *value)
{
    if (file->n == file->room) {
        file->room = file->room ? 2 * file->room : 16;
        file->names = need_realloc(file->names, file->room * sizeof *file->names);
        file->values = need_realloc(file->values, file->room * sizeof *file->values);
    }
    file->names[file->n] = arena_strdup(file->arena, name);
    file->values[file->n++] = arena_strdup(file->arena, value);
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    for (size_t n = strlen(text); n && isspace((unsigned char)text[n - 1]); n--)
        text[n - 1] = '\0';
    return text;
}

/* NULL when the line is fine, else the rule it breaks. */
static const char *read_line(struct env_file *file, char *line)
{
    line = trim(line);
    if (!*line || *line == '#')
        return NULL;
    char *equals = strchr(line, '=');
    if (!equals)
        return "must read NAME=value";
    *equals = '\0';
    const char *name = trim(line);
    if (!*name || name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")])
        return "has a name of other characters than A-Z, 0-9 and _";
    if (env_file_get(file, name))
        return "gives a name that an earlier line gave";
    add(file, name, trim(equals + 1));
    return NULL;
}

static enum status read_lines(struct env_file *file, FILE *stream, const char *path, struct error *error)
{
    char *line = NULL;
    size_t room = 0;
    const char *rule = NULL;
    unsigned number = 0;
    while (!rule && getline(&line, &room, stream) >= 0) {
        number++;
        rule = read_line(file, line);
    }
    free(line);
    if (rule)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s: line %u %s", path, number, rule);
    if (ferror(stream))
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be read: %s", path, strerror(errno));
    return STATUS_OK;
}

enum status env_file_read(const char *path, struct env_file **ret, struct error *error)
{
    FILE *stream = fopen(path, "re");
    if (!stream && errno != ENOENT && errno != ENOTDIR)
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be read: %s", path, strerror(errno));
    struct env_file *file = need_alloc(sizeof *file);
    file->arena = arena_new();
    enum status status = stream ? read_lines(file, stream, path, error) : STATUS_OK;
    if (stream)
        fclose(stream);
    if (status != STATUS_OK) {
        env_file_free(file);
        return status;
    }
    *ret = file;
    return STATUS_OK;
}

void env_file_free(struct env_file *file)
{
    if (!file)
        return;
    arena_free(file->arena);
    free(file->names);
    free(file->values);
    free(file);
}

const char *env_file_get(const struct env_file *file, const char *name)
{
    for (size_t i = 0; i < env_file_size(file); i++)
        if (strcmp(file->names[i], name) == 0)
            return file->values[i];
    return NULL;
}

size_t env_file_size(const struct env_file *file)
{
    return file ? file->n : 0;
}

const char *env_file_name(const struct env_file *file, size_t nth)
{
    return file->names[nth];
}
