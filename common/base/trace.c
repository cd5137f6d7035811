/* SPDX-License-Identifier: Apache-2.0 */
#include "base/trace.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"

enum { LENGTH = 55, TRACE_AT = 3, TRACE_DIGITS = 32, SPAN_AT = 36, SPAN_DIGITS = 16, FLAGS_AT = 53 };

static bool is_hex(const char *text, size_t n)
{
    return strspn(text, "0123456789abcdef") >= n;
}

static bool is_zero(const char *text, size_t n)
{
    return strspn(text, "0") >= n;
}

bool trace_is_valid(const char *traceparent)
{
    const char *t = traceparent;
    return t && strlen(t) == LENGTH && strncmp(t, "00-", 3) == 0 && t[SPAN_AT - 1] == '-' && t[FLAGS_AT - 1] == '-' &&
           is_hex(t + TRACE_AT, TRACE_DIGITS) && is_hex(t + SPAN_AT, SPAN_DIGITS) && is_hex(t + FLAGS_AT, 2) &&
           !is_zero(t + TRACE_AT, TRACE_DIGITS) && !is_zero(t + SPAN_AT, SPAN_DIGITS);
}

/* `n` hex digits that are not all zeros. */
static void put_random(char *at, size_t n)
{
    uint8_t bytes[TRACE_DIGITS / 2];
    do {
        random_bytes(bytes, n / 2);
        for (size_t i = 0; i < n; i++)
            at[i] = "0123456789abcdef"[i % 2 ? bytes[i / 2] & 15 : bytes[i / 2] >> 4];
    } while (is_zero(at, n));
}

void trace_child(const char *parent, char ret_traceparent[TRACE_TEXT])
{
    bool goes_on = trace_is_valid(parent);
    snprintf(ret_traceparent, TRACE_TEXT, "%s", goes_on ? parent : "00-00000000000000000000000000000000-0000000000000000-00");
    if (!goes_on)
        put_random(ret_traceparent + TRACE_AT, TRACE_DIGITS);
    put_random(ret_traceparent + SPAN_AT, SPAN_DIGITS);
}

void trace_id(const char *traceparent, char ret_id[TRACE_ID_TEXT])
{
    bool valid = trace_is_valid(traceparent);
    snprintf(ret_id, TRACE_ID_TEXT, "%.*s", TRACE_DIGITS, valid ? traceparent + TRACE_AT : "-");
}
