/* SPDX-License-Identifier: Apache-2.0 */
#include "schema/schema.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema/tables.h"

extern const char dealspine_descriptor_set[];
extern const uint64_t dealspine_descriptor_set_size;

enum status schema_open(const void *bytes, size_t n, struct schema **ret, struct error *error)
{
    struct arena *arena = arena_new();
    struct schema *schema = arena_alloc(arena, sizeof *schema);
    schema->arena = arena;
    enum status status = schema_read(schema, bytes, n, error);
    if (status != STATUS_OK)
        arena_free(arena);
    else
        *ret = schema;
    return status;
}

void schema_free(struct schema *schema)
{
    if (schema)
        arena_free(schema->arena);
}

static struct schema *own;

static void open_own(void)
{
    struct error error;
    if (schema_open(dealspine_descriptor_set, dealspine_descriptor_set_size, &own, &error) == STATUS_OK)
        return;
    fprintf(stderr, "level=error msg=\"embedded descriptor set: %s\"\n", error.message);
    abort();
}

const struct schema *schema_own(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_own);
    return own;
}

int schema_by_name(const void *a, const void *b)
{
    const struct schema_message *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

int schema_by_event(const void *a, const void *b)
{
    const struct schema_message *const *left = a, *const *right = b;
    return strcmp((*left)->event, (*right)->event);
}

int schema_by_enum_name(const void *a, const void *b)
{
    const struct schema_enum *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

int schema_by_method(const void *a, const void *b)
{
    const struct schema_method *const *left = a, *const *right = b;
    int order = strcmp((*left)->word, (*right)->word);
    return order ? order : strcmp((*left)->name, (*right)->name);
}

int schema_by_path(const void *a, const void *b)
{
    const struct schema_method *const *left = a, *const *right = b;
    int order = strcmp((*left)->service, (*right)->service);
    return order ? order : strcmp((*left)->name, (*right)->name);
}

static const void *find(const void *key, const void *table, size_t n, int (*order)(const void *, const void *))
{
    const void *const *found = n ? bsearch(&key, table, n, sizeof key, order) : NULL;
    return found ? *found : NULL;
}

const struct schema_message *schema_message(const struct schema *schema, const char *full_name)
{
    const struct schema_message key = {.name = full_name};
    return find(&key, schema->messages, schema->n_messages, schema_by_name);
}

const struct schema_message *schema_event(const struct schema *schema, const char *type)
{
    const struct schema_message key = {.event = type};
    return find(&key, schema->events, schema->n_events, schema_by_event);
}

const struct schema_method *schema_method(const struct schema *schema, const char *word, const char *method)
{
    const struct schema_method key = {.word = word, .name = method};
    return find(&key, schema->methods, schema->n_methods, schema_by_method);
}

const struct schema_method *schema_method_by_path(const struct schema *schema, const char *path)
{
    char service[200];
    const char *slash = strrchr(path, '/');
    if (!slash || (size_t)(slash - path) >= sizeof service)
        return NULL;
    memcpy(service, path, (size_t)(slash - path));
    service[slash - path] = '\0';
    const struct schema_method key = {.service = service, .name = slash + 1};
    return find(&key, schema->paths, schema->n_methods, schema_by_path);
}

const struct schema_field *schema_field(const struct schema_message *message, uint32_t number)
{
    size_t low = 0, high = message->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (message->fields[middle].number == number)
            return &message->fields[middle];
        if (message->fields[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_named(const char *text, const char *name, size_t n)
{
    return strncmp(text, name, n) == 0 && text[n] == '\0';
}

const struct schema_field *schema_field_by_name(const struct schema_message *message, const char *name, size_t n)
{
    for (size_t i = 0; i < message->n; i++)
        if (is_named(message->fields[i].json_name, name, n) || is_named(message->fields[i].name, name, n))
            return &message->fields[i];
    return NULL;
}

const struct schema_method *const *schema_methods(const struct schema *schema, size_t *ret_n)
{
    *ret_n = schema->n_methods;
    return schema->methods;
}

const struct schema_message *const *schema_messages(const struct schema *schema, size_t *ret_n)
{
    *ret_n = schema->n_messages;
    return schema->messages;
}
