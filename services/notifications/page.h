/* SPDX-License-Identifier: Apache-2.0
 * Lists go from the newest row back by its number; a page token is the number of the last row shown.
 */
#ifndef NOTIFICATIONS_PAGE_H
#define NOTIFICATIONS_PAGE_H

#include "service/service.h"

enum { PAGE_DEFAULT = 50 };

/* Binds before_seq (NULL at first) and row_limit, one more than `size` (0: 50). INVALID_ARGUMENT for a token that is
 * none. */
enum status page_open(struct call *call, const char *token, uint32_t size, size_t *ret_size) MUST_CHECK;

/* The number of rows to show of `rows`, which has a column `seq`, and the token of the next page, NULL when it is the
 * last. */
size_t page_close(struct call *call, const struct rows *rows, size_t size, const char **ret_token);

#endif
