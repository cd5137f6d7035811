/* SPDX-License-Identifier: Apache-2.0
 * Keyset paging by a time or a number, and an id, in the order that the statement says.
 */
#ifndef SERVICE_PAGE_H
#define SERVICE_PAGE_H

#include "service/service.h"

enum { PAGE_DEFAULT = 50 };

/* Binds after_at (and after_number, the same as a number) and after_id from `token` (NULL or empty: the beginning), and row_limit, one more than `size` (0: 50).
 * INVALID_ARGUMENT for a token that is none. `ret_size` is how many rows to show. */
enum status page_open(struct call *call, const char *token, uint32_t size, size_t *ret_size) MUST_CHECK;

/* The token after the row with this time (or number) and id; the call's. */
const char *page_token(struct call *call, int64_t at_us, const char *id);

#endif
