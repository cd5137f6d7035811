/* SPDX-License-Identifier: Apache-2.0 */
#include "json_parse.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/text.h"

enum { LONG_INTEGER = 18 }; /* digits that always fit 64 bits */

/* End of the number token at `at`; `ret_digits` is 0 unless it is an integer. */
static const char *end_of_number(const char *at, const char *end, size_t *ret_digits)
{
    size_t digits = 0;
    bool is_integer = true;
    for (; at < end && *at && strchr("+-.eE0123456789", *at); at++) {
        digits += isdigit((unsigned char)*at) != 0;
        is_integer = is_integer && !strchr(".eE", *at);
    }
    *ret_digits = is_integer ? digits : 0;
    return at;
}

static const char *end_of_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        at += *at == '\\' && at + 1 < end;
    return at < end ? at + 1 : end;
}

/* jansson knows integers up to 2^63 only: longer ones become strings that begin with the tree's mark, which no sender
 * can guess. */
static void mark_long_integers(struct json_tree *tree, const char *json, size_t n, struct text *out)
{
    uint64_t nonce;
    random_bytes(&nonce, sizeof nonce);
    snprintf(tree->mark, sizeof tree->mark, "%016" PRIx64 ":", nonce);
    const char *end = json + n;
    for (const char *at = json, *next; at < end; at = next) {
        size_t digits = 0;
        next = *at == '"' ? end_of_string(at, end)
               : *at == '-' || isdigit((unsigned char)*at) ? end_of_number(at, end, &digits) : at + 1;
        bool is_long = digits > LONG_INTEGER && at[*at == '-'] != '0';
        if (is_long)
            text_printf(out, "\"%s", tree->mark);
        text_put(out, at, (size_t)(next - at));
        if (is_long)
            text_putc(out, '"');
    }
}

enum status json_tree_parse(const char *json, size_t n, struct arena *scratch, struct json_tree *ret,
                            struct error *error)
{
    json_error_t fault;
    ret->mark[0] = '\0';
    if (memchr(json, '\0', n)) /* jansson takes it for the end */
        return fail_with(error, STATUS_INVALID_ARGUMENT, "the JSON text has a NUL byte (%zu bytes)", n);
    ret->root = json_loadb(json, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    if (!ret->root && json_error_code(&fault) == json_error_numeric_overflow) {
        struct text marked;
        text_init(&marked, scratch);
        mark_long_integers(ret, json, n, &marked);
        ret->root = json_loadb(marked.bytes, marked.size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);
    }
    if (ret->root)
        return STATUS_OK;
    const char *rule = json_error_code(&fault) == json_error_duplicate_key      ? "has a key twice in one object"
                       : json_error_code(&fault) == json_error_null_character   ? "has a NUL in a string"
                       : json_error_code(&fault) == json_error_numeric_overflow ? "has a number that is too large"
                       : json_error_code(&fault) == json_error_stack_overflow   ? "is nested too deep"
                       : json_error_code(&fault) == json_error_invalid_utf8     ? "is not valid UTF-8"
                                                                                : "is not well-formed";
    return fail_with(error, STATUS_INVALID_ARGUMENT, "the JSON text %s (%zu bytes, line %d, column %d)", rule, n,
                     fault.line, fault.column);
}

void json_tree_done(struct json_tree *tree)
{
    json_decref(tree->root);
    tree->root = NULL;
}

static bool is_marked(const struct json_tree *tree, const json_t *value)
{
    return tree->mark[0] && json_is_string(value) &&
           strncmp(json_string_value(value), tree->mark, strlen(tree->mark)) == 0;
}

/* The grammar of RFC 8259, section 6. */
static bool is_number_text(const char *text, bool *ret_is_real)
{
    const char *p = text + (*text == '-');
    *ret_is_real = false;
    if (!isdigit((unsigned char)*p) || (*p == '0' && isdigit((unsigned char)p[1])))
        return false;
    p += strspn(p, "0123456789");
    if (*p == '.') {
        *ret_is_real = true;
        size_t n = strspn(++p, "0123456789");
        if (!n)
            return false;
        p += n;
    }
    if (*p == 'e' || *p == 'E') {
        *ret_is_real = true;
        p++;
        p += *p == '+' || *p == '-';
        size_t n = strspn(p, "0123456789");
        if (!n)
            return false;
        p += n;
    }
    return *p == '\0';
}

static bool parse_number(const char *text, struct json_number *ret)
{
    bool is_real;
    if (!is_number_text(text, &is_real))
        return false;
    ret->real = strtod(text, NULL);
    ret->negative = *text == '-';
    errno = 0;
    ret->magnitude = is_real ? 0 : strtoull(text + ret->negative, NULL, 10);
    ret->is_real = is_real || errno == ERANGE;
    return true;
}

bool json_tree_number(const struct json_tree *tree, const json_t *value, struct json_number *ret)
{
    if (json_is_integer(value)) {
        json_int_t number = json_integer_value(value);
        *ret = (struct json_number){.negative = number < 0,
                                    .real = (double)number,
                                    .magnitude = number < 0 ? -(uint64_t)number : (uint64_t)number};
        return true;
    }
    if (json_is_real(value)) {
        *ret = (struct json_number){
            .is_real = true, .real = json_real_value(value), .negative = json_real_value(value) < 0};
        return true;
    }
    if (!json_is_string(value))
        return false;
    return parse_number(json_string_value(value) + (is_marked(tree, value) ? strlen(tree->mark) : 0), ret);
}

const char *json_tree_string(const struct json_tree *tree, const json_t *value)
{
    return is_marked(tree, value) ? NULL : json_string_value(value);
}

const char *json_tree_kind(const struct json_tree *tree, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "an array";
    case JSON_STRING: return is_marked(tree, value) ? "a number" : "a string";
    case JSON_INTEGER: case JSON_REAL: return "a number";
    case JSON_TRUE: case JSON_FALSE: return "a boolean";
    case JSON_NULL: break;
    }
    return "null";
}
