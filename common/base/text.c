/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void text_init(struct text *text, struct arena *arena)
{
    *text = (struct text){.arena = arena, .bytes = ""};
}

void text_put(struct text *text, const void *bytes, size_t n)
{
    if (text->room < text->size + n + 1) {
        size_t room = text->room * 2 > 256 ? text->room * 2 : 256;
        while (room < text->size + n + 1)
            room *= 2;
        char *grown = arena_alloc(text->arena, room);
        memcpy(grown, text->bytes, text->size);
        text->bytes = grown;
        text->room = room;
    }
    if (n)
        memcpy(text->bytes + text->size, bytes, n);
    text->size += n;
    text->bytes[text->size] = '\0';
}

void text_puts(struct text *text, const char *string)
{
    text_put(text, string, strlen(string));
}

void text_putc(struct text *text, char byte)
{
    text_put(text, &byte, 1);
}

void text_printf(struct text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char small[256];
    int n = vsnprintf(small, sizeof small, format, args);
    if (n > 0 && (size_t)n < sizeof small)
        text_put(text, small, (size_t)n);
    else if (n > 0)
        text_puts(text, arena_vprintf(text->arena, format, again));
    va_end(again);
    va_end(args);
}

bool utf8_is_valid(const char *bytes, size_t n)
{
    const unsigned char *p = (const unsigned char *)bytes, *end = p + n;
    while (p < end) {
        if (*p < 0x80) {
            if (!*p++)
                return false;
            continue;
        }
        size_t follow = *p >= 0xC2 && *p <= 0xDF ? 1 : (*p & 0xF0) == 0xE0 ? 2 : *p >= 0xF0 && *p <= 0xF4 ? 3 : 0;
        if (!follow || (size_t)(end - p) <= follow)
            return false;
        for (size_t i = 1; i <= follow; i++)
            if ((p[i] & 0xC0) != 0x80)
                return false;
        if ((*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] > 0x9F) || (*p == 0xF0 && p[1] < 0x90) ||
            (*p == 0xF4 && p[1] > 0x8F))
            return false;
        p += follow + 1;
    }
    return true;
}

size_t utf8_length(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

char *hex_encode(struct arena *arena, const void *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *in = bytes;
    char *out = arena_alloc(arena, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[in[i] >> 4];
        out[2 * i + 1] = digits[in[i] & 15];
    }
    return out;
}

bool hex_decode(const char *hex, void *ret_bytes, size_t n)
{
    /* One more than the digit's value; 0 is no digit. */
    static const unsigned char values[256] = {
        ['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8, ['8'] = 9, ['9'] = 10,
        ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
        ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16};
    unsigned char *out = ret_bytes;
    for (size_t i = 0; i < n; i++) {
        unsigned high = values[(unsigned char)hex[2 * i]];
        unsigned low = high ? values[(unsigned char)hex[2 * i + 1]] : 0;
        if (!low)
            return false;
        out[i] = (unsigned char)((high - 1) << 4 | (low - 1));
    }
    return !hex[2 * n];
}

char *base64_encode(struct arena *arena, const void *bytes, size_t n, bool url)
{
    const char *alphabet = url ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                               : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = bytes;
    char *out = arena_alloc(arena, (n + 2) / 3 * 4 + 1), *p = out;
    for (size_t i = 0; i < n; i += 3) {
        size_t left = n - i;
        uint32_t group = (uint32_t)in[i] << 16 | (left > 1 ? (uint32_t)in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        *p++ = alphabet[group >> 18];
        *p++ = alphabet[group >> 12 & 63];
        if (left > 1)
            *p++ = alphabet[group >> 6 & 63];
        else if (!url)
            *p++ = '=';
        if (left > 2)
            *p++ = alphabet[group & 63];
        else if (!url)
            *p++ = '=';
    }
    *p = '\0';
    return out;
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool base64_decode(struct arena *arena, const char *text, size_t n, uint8_t **ret_bytes, size_t *ret_n)
{
    size_t padding = 0;
    while (n && text[n - 1] == '=' && padding < 2)
        n--, padding++;
    if (n % 4 == 1 || (padding && (n + padding) % 4 != 0))
        return false;
    uint8_t *out = arena_alloc(arena, n / 4 * 3 + 3);
    size_t size = 0;
    uint32_t group = 0;
    for (size_t i = 0; i < n; i++) {
        int digit = base64_digit(text[i]);
        if (digit < 0)
            return false;
        group = group << 6 | (uint32_t)digit;
        if (i % 4 == 3) {
            out[size++] = (uint8_t)(group >> 16);
            out[size++] = (uint8_t)(group >> 8);
            out[size++] = (uint8_t)group;
            group = 0;
        }
    }
    if (n % 4 == 2) {
        out[size++] = (uint8_t)(group >> 4);
    } else if (n % 4 == 3) {
        out[size++] = (uint8_t)(group >> 10);
        out[size++] = (uint8_t)(group >> 2);
    }
    *ret_bytes = out;
    *ret_n = size;
    return true;
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool is_blank(const char *text)
{
    return !text || text[strspn(text, " \t\r\n\v\f")] == '\0';
}
