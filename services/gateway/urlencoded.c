/* SPDX-License-Identifier: Apache-2.0 */
#include "urlencoded.h"

#include <string.h>

#include "base/text.h"

/* The decoded copy of `n` bytes; NULL if they are malformed. */
static const char *decode(const char *bytes, size_t n, struct arena *arena)
{
    char *text = arena_alloc(arena, n + 1);
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        char pair[3] = "", byte = bytes[i] == '+' ? ' ' : bytes[i];
        if (bytes[i] == '%') {
            if (n - i < 3)
                return NULL;
            memcpy(pair, bytes + i + 1, 2);
            if (!hex_decode(pair, &byte, 1))
                return NULL;
            i += 2;
        }
        text[size++] = byte;
    }
    return utf8_is_valid(text, size) ? text : NULL;
}

enum status urlencoded_read(const char *bytes, size_t n, struct arena *arena, struct urlencoded *ret,
                            struct error *error)
{
    const char *end = bytes + n;
    ret->n = 0;
    for (const char *at = bytes, *next; at < end; at = next + (next < end)) {
        next = memchr(at, '&', (size_t)(end - at));
        next = next ? next : end;
        if (next == at)
            continue;
        if (ret->n == URLENCODED_MAX)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "the form must have at most %d fields", URLENCODED_MAX);
        const char *equals = memchr(at, '=', (size_t)(next - at));
        const char *name_end = equals ? equals : next, *value = equals ? equals + 1 : next;
        ret->fields[ret->n].name = decode(at, (size_t)(name_end - at), arena);
        ret->fields[ret->n].value = decode(value, (size_t)(next - value), arena);
        if (!ret->fields[ret->n].name || !ret->fields[ret->n].value)
            return fail_with(error, STATUS_INVALID_ARGUMENT,
                             "the form's field %zu must be urlencoded UTF-8 without NUL, has %zu bytes of another form",
                             ret->n + 1, (size_t)(next - at));
        ret->n++;
    }
    return STATUS_OK;
}

const char *urlencoded_get(const struct urlencoded *form, const char *name)
{
    for (size_t i = 0; i < form->n; i++)
        if (strcmp(form->fields[i].name, name) == 0)
            return form->fields[i].value;
    return NULL;
}
