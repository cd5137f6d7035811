/* SPDX-License-Identifier: Apache-2.0
 * Bodies of HTML forms: application/x-www-form-urlencoded in UTF-8, after the URL standard of WHATWG.
 */
#ifndef GATEWAY_URLENCODED_H
#define GATEWAY_URLENCODED_H

#include "base/arena.h"
#include "base/status.h"

enum { URLENCODED_MAX = 64 };

struct urlencoded {
    struct {
        const char *name, *value;
    } fields[URLENCODED_MAX];
    size_t n;
};

/* Reads `n` bytes; the strings are the arena's. INVALID_ARGUMENT: a % without two hex digits, NUL, no UTF-8, or more
 * fields than URLENCODED_MAX. */
enum status urlencoded_read(const char *bytes, size_t n, struct arena *arena, struct urlencoded *ret,
                            struct error *error) MUST_CHECK;

/* Value of the first field of that name, NULL if absent. */
const char *urlencoded_get(const struct urlencoded *form, const char *name);

#endif
