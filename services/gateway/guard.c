/* SPDX-License-Identifier: Apache-2.0 */
#include "guard.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* `token` of RFC 9110, section 5.6.2 */
static bool is_token(const char *name, size_t n)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < n; i++) {
        char c = name[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (!c || !strchr(others, c)))
            return false;
    }
    return n > 0;
}

static bool is_named(const char *name, size_t n, const char *wanted)
{
    return strlen(wanted) == n && strncasecmp(name, wanted, n) == 0;
}

static bool is_decimal(const char *value)
{
    return *value && strlen(value) <= 18 && value[strspn(value, "0123456789")] == '\0';
}

static const char *fault_of(struct guard *guard, const char *name, size_t n, const char *value)
{
    if (!is_token(name, n))
        return "a header field's name holds other characters than a token may";
    if (is_named(name, n, "host"))
        return guard->hosts++ ? "Host must be given once" : NULL;
    if (is_named(name, n, "content-length")) {
        if (guard->content_lengths++)
            return "Content-Length must not be given twice";
        return is_decimal(value) ? NULL : "Content-Length must be a decimal number";
    }
    if (is_named(name, n, "transfer-encoding")) {
        if (guard->transfer_encodings++)
            return "Transfer-Encoding must not be given twice";
        return strcasecmp(value, "chunked") == 0 ? NULL : "Transfer-Encoding must be chunked";
    }
    return NULL;
}

void guard_see(struct guard *guard, const char *name, size_t name_n, const char *value)
{
    const char *fault = fault_of(guard, name, name_n, value ? value : "");
    if (!guard->fault)
        guard->fault = fault;
}

const char *guard_judge(const struct guard *guard, const char *version)
{
    bool is_old = strcmp(version, "HTTP/1.0") == 0;
    if (guard->fault)
        return guard->fault;
    if (guard->content_lengths && guard->transfer_encodings)
        return "Content-Length and Transfer-Encoding must not be given together";
    if (!is_old && strcmp(version, "HTTP/1.1") != 0)
        return "the version must be HTTP/1.1";
    if (!guard->hosts && !is_old)
        return "Host must be given";
    if (is_old && guard->transfer_encodings)
        return "Transfer-Encoding needs HTTP/1.1";
    return NULL;
}
