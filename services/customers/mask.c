/* SPDX-License-Identifier: Apache-2.0 */
#include "mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

enum { TAIL = 4, STARS = 4, LONG_RUN = 7 };

const char *mask_phone(struct arena *arena, const char *e164)
{
    size_t n = strlen(e164);
    size_t tail = n > 10 ? TAIL : 2;
    size_t head = n > tail + STARS ? n - tail - STARS : 1;
    return arena_printf(arena, "%.*s****%s", (int)head, e164, n > tail ? e164 + n - tail : "");
}

const char *mask_email(struct arena *arena, const char *address)
{
    const char *at = strrchr(address, '@');
    return at ? arena_printf(arena, "%c***%s", address[0], at) : "***";
}

/* Bytes of the first `n` code points. */
static size_t bytes_of(const char *text, size_t n)
{
    size_t bytes = 0;
    while (text[bytes] && n) {
        do
            bytes++;
        while (((unsigned char)text[bytes] & 0xC0) == 0x80);
        n--;
    }
    return bytes;
}

const char *mask_tail(struct arena *arena, const char *text, size_t keep)
{
    return arena_printf(arena, "%.*s***", (int)bytes_of(text, keep), text);
}

const char *mask_name(struct arena *arena, const char *name)
{
    if (is_blank(name))
        return NULL;
    while (isspace((unsigned char)*name))
        name++;
    return arena_printf(arena, "%.*s*", (int)bytes_of(name, 1), name);
}

static bool joins_digits(const char *p)
{
    return (*p == ' ' || *p == '-' || *p == '.' || *p == '(' || *p == ')') && isdigit((unsigned char)p[1]);
}

/* Stars the digits of a run that begins at `p` if it is long; returns its end. */
static char *mask_digits(char *p)
{
    size_t digits = 0;
    char *end = p;
    for (; isdigit((unsigned char)*end) || joins_digits(end); end++)
        digits += isdigit((unsigned char)*end) != 0;
    for (size_t left = digits; digits >= LONG_RUN && left > 2; p++)
        if (isdigit((unsigned char)*p)) {
            *p = '*';
            left--;
        }
    return end;
}

static void mask_before_at(char *text, char *at)
{
    char *start = at;
    while (start > text && (isalnum((unsigned char)start[-1]) || strchr("._-+%", start[-1])))
        start--;
    for (char *p = start + 1; p < at; p++)
        *p = '*';
}

const char *mask_text(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    for (char *p = copy; p && *p;) {
        if (*p == '@')
            mask_before_at(copy, p);
        p = isdigit((unsigned char)*p) ? mask_digits(p) : p + 1;
    }
    return copy;
}
