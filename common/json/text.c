/* SPDX-License-Identifier: Apache-2.0
 * Strings and numbers as JSON writes them.
 */
#include "json/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the well-formed UTF-8 sequence at `p`, 0 if there is none. */
static size_t sequence(const unsigned char *p, size_t n)
{
    for (size_t size = 1; size <= 4 && size <= n; size++)
        if (*p == 0 ? size == 1 : utf8_is_valid((const char *)p, size))
            return size;
    return 0;
}

static void put_escape(struct text *out, unsigned char c)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *found = c ? strchr(plain, c) : NULL;
    if (found)
        text_printf(out, "\\%c", letters[found - plain]);
    else
        text_printf(out, "\\u%04x", c);
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

void json_put_string(struct text *out, const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n;
    text_putc(out, '"');
    while (p < end) {
        const unsigned char *start = p;
        while (p < end && is_plain(*p))
            p++;
        if (p > start)
            text_put(out, start, (size_t)(p - start));
        if (p == end)
            break;
        size_t size = sequence(p, (size_t)(end - p));
        if (size == 1)
            put_escape(out, *p);
        else if (size)
            text_put(out, p, size);
        else
            text_puts(out, "\xEF\xBF\xBD");
        p += size ? size : 1;
    }
    text_putc(out, '"');
}

void json_put_real(struct text *out, double value, bool is_float)
{
    if (isnan(value)) {
        text_puts(out, "\"NaN\"");
        return;
    }
    if (isinf(value)) {
        text_puts(out, value < 0 ? "\"-Infinity\"" : "\"Infinity\"");
        return;
    }
    if (value == 0 && signbit(value)) { /* "-0" would be read back as an integer */
        text_puts(out, "-0.0");
        return;
    }
    char text[40];
    for (int digits = is_float ? 6 : 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        double back = strtod(text, NULL);
        if (is_float ? (float)back == (float)value : back == value)
            break;
    }
    text_puts(out, text);
}
