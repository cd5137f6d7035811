/* SPDX-License-Identifier: Apache-2.0 */
#include "name.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

static size_t length_of(const char *p)
{
    size_t n = 1;
    while (((unsigned char)p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* U+FF01…U+FF5E are ASCII shifted, U+3000 is a blank; both take three bytes. 0 for anything else. */
static char narrow(const char *p, size_t n)
{
    const unsigned char *b = (const unsigned char *)p;
    if (n != 3)
        return 0;
    unsigned code = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    if (code == 0x3000)
        return ' ';
    return code >= 0xFF01 && code <= 0xFF5E ? (char)(code - 0xFF01 + '!') : 0;
}

const char *name_key(struct arena *arena, const char *name)
{
    struct text key;
    text_init(&key, arena);
    text_puts(&key, "");
    for (const char *p = name; *p;) {
        size_t n = length_of(p);
        char c = n == 1 ? *p : narrow(p, n);
        if (!c)
            text_put(&key, p, n);
        else if (isalnum((unsigned char)c))
            text_putc(&key, (char)tolower((unsigned char)c));
        p += n;
    }
    return key.bytes ? key.bytes : "";
}

/* The longer of two that end alike comes first. */
static size_t form_at_end(const char *key, size_t n)
{
    static const char *const forms[] = {
        "股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "公司", "incorporated", "corporation", "companylimited",
        "coltd", "limited", "company", "gmbh", "corp", "ltd", "llc", "inc", "plc",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t m = strlen(forms[i]);
        if (m < n && memcmp(key + n - m, forms[i], m) == 0)
            return m;
    }
    return 0;
}

const char *name_org_key(struct arena *arena, const char *name)
{
    const char *key = name_key(arena, name);
    size_t n = strlen(key);
    return arena_strndup(arena, key, n - form_at_end(key, n));
}

size_t name_beginnings(struct arena *arena, const char *key, const char *ret_beginnings[NAME_TOKEN_MAX])
{
    size_t count = 0, characters = 0, bytes = 0;
    while (key[bytes] && characters < NAME_TOKEN_MAX) {
        bytes += length_of(key + bytes);
        if (++characters >= NAME_TOKEN_MIN)
            ret_beginnings[count++] = arena_strndup(arena, key, bytes);
    }
    return count;
}

const char *name_beginning(struct arena *arena, const char *key)
{
    const char *beginnings[NAME_TOKEN_MAX];
    size_t n = name_beginnings(arena, key, beginnings);
    return n ? beginnings[n - 1] : NULL;
}
