/* SPDX-License-Identifier: Apache-2.0
 * The terms by which a text is found: words of letters and digits in lower case; of scripts written without blanks
 * (Chinese, Japanese, Korean) each character and each two neighbours. Pure.
 */
#ifndef LEADS_TERMS_H
#define LEADS_TERMS_H

#include <stddef.h>

#include "base/arena.h"

enum { TERMS_MAX = 8192 };

/* A sorted list without repetitions; the arena's. At most TERMS_MAX terms are kept. */
struct terms {
    const char **list;
    size_t n;
};

/* All terms of a text to be found. `text` is valid UTF-8. */
struct terms terms_of(struct arena *arena, const char *text);

/* The terms that must all be there for `query` to be found: of two or more characters written together the pairs only,
 * which an index tells apart far better than single ones. */
struct terms terms_asked(struct arena *arena, const char *query);

#endif
