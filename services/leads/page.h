/* SPDX-License-Identifier: Apache-2.0
 * Page tokens of lists that are ordered by a number and an id. Pure.
 */
#ifndef LEADS_PAGE_H
#define LEADS_PAGE_H

#include <stdint.h>

#include "base/arena.h"

enum { PAGE_DEFAULT = 50 };

struct page {
    int64_t key;    /* of the last row that was shown: priority, or microseconds */
    const char *id; /* NULL: from the beginning */
};

/* `order` is one letter that names the list. The token is the arena's. */
const char *page_write(struct arena *arena, char order, int64_t key, const char *id);
/* NULL or "" is the beginning. INVALID_ARGUMENT for what page_write() did not give for the same order. */
enum status page_read(struct arena *arena, char order, const char *token, struct page *ret,
                      struct error *error) MUST_CHECK;

#endif
