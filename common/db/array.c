/* SPDX-License-Identifier: Apache-2.0 */
#include "db/array.h"

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
