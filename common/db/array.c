/* SPDX-License-Identifier: Apache-2.0 */
#include "db/array.h"

#include <arpa/inet.h>
#include <string.h>

const char *array_write(struct arena *arena, const char *const *values, size_t n)
{
    struct text out;
    text_init(&out, arena);
    text_putc(&out, '{');
    for (size_t i = 0; i < n; i++) {
        if (i)
            text_putc(&out, ',');
        if (!values[i]) {
            text_puts(&out, "NULL");
            continue;
        }
        text_putc(&out, '"');
        for (const char *p = values[i]; *p;) {
            size_t plain = strcspn(p, "\"\\");
            text_put(&out, p, plain);
            p += plain;
            if (*p) {
                text_putc(&out, '\\');
                text_putc(&out, *p++);
            }
        }
        text_putc(&out, '"');
    }
    text_putc(&out, '}');
    return out.bytes;
}

static char *put_number(char *at, size_t number)
{
    uint32_t big_endian = htonl((uint32_t)number);
    memcpy(at, &big_endian, sizeof big_endian);
    return at + sizeof big_endian;
}

static size_t size_of(const struct db_list *list, size_t i)
{
    return !list->values[i] ? 0 : list->sizes ? list->sizes[i] : strlen(list->values[i]);
}

/* As array_recv() of Postgres reads it: dimensions, whether there are NULLs, type; size and lower bound of the one
 * dimension; then each element after its size, which is -1 for NULL. */
const char *array_pack(struct arena *arena, const struct db_list *list, int *ret_size)
{
    size_t size = 20, nulls = 0;
    for (size_t i = 0; i < list->n; i++) {
        size += 4 + size_of(list, i);
        nulls += !list->values[i];
    }
    char *packed = arena_alloc(arena, size), *at = packed;
    at = put_number(at, list->n ? 1 : 0);
    at = put_number(at, nulls ? 1 : 0);
    at = put_number(at, list->of);
    if (list->n) {
        at = put_number(at, list->n);
        at = put_number(at, 1);
    }
    for (size_t i = 0; i < list->n; i++) {
        size_t n = size_of(list, i);
        at = put_number(at, list->values[i] ? n : UINT32_MAX);
        if (n)
            memcpy(at, list->values[i], n);
        at += n;
    }
    *ret_size = (int)(at - packed);
    return packed;
}

static const char *read_element(struct arena *arena, const char *p, const char **ret_value)
{
    struct text out;
    text_init(&out, arena);
    if (*p != '"') {
        size_t n = strcspn(p, ",}");
        *ret_value = n == 4 && strncmp(p, "NULL", 4) == 0 ? NULL : arena_strndup(arena, p, n);
        return p + n;
    }
    for (p++; *p && *p != '"'; p++) {
        if (*p == '\\' && p[1])
            p++;
        text_putc(&out, *p);
    }
    *ret_value = out.bytes;
    return *p ? p + 1 : p;
}

const char **array_read(struct arena *arena, const char *literal, size_t *ret_n)
{
    size_t room = 0, n = 0;
    const char **values = NULL;
    const char *p = *literal == '{' ? literal + 1 : literal;
    while (*p && *p != '}') {
        if (n == room) {
            room = room ? 2 * room : 8;
            const char **grown = arena_alloc(arena, room * sizeof *grown);
            if (n)
                memcpy(grown, values, n * sizeof *grown);
            values = grown;
        }
        p = read_element(arena, p, &values[n++]);
        if (*p == ',')
            p++;
    }
    *ret_n = n;
    return values;
}

const char *bytea_write(struct arena *arena, const void *bytes, size_t n)
{
    return arena_printf(arena, "\\x%s", hex_encode(arena, bytes, n));
}

const uint8_t *bytea_read(struct arena *arena, const char *literal, size_t *ret_n)
{
    *ret_n = 0;
    if (strncmp(literal, "\\x", 2) != 0)
        return NULL;
    size_t n = strlen(literal + 2) / 2;
    uint8_t *bytes = arena_alloc(arena, n + 1);
    if (!hex_decode(literal + 2, bytes, n))
        return NULL;
    *ret_n = n;
    return bytes;
}
