/* SPDX-License-Identifier: Apache-2.0
 * Where the next page of a list begins: the key of the last row shown.
 */
#ifndef QA_PAGE_H
#define QA_PAGE_H

#include "service/service.h"

enum { PAGE_DEFAULT = 50 };

/* Binds after_at and after_id from `token` (NULL or empty: the beginning), and row_limit, one more than `size` (0: 50).
 * INVALID_ARGUMENT for a token that is none. `ret_size` gets the page's size. */
enum status page_open(struct call *call, const char *token, uint32_t size, size_t *ret_size) MUST_CHECK;

/* The token after a row whose time is `at_us`; the call's. */
const char *page_token(struct call *call, int64_t at_us, const char *id);

#endif
