/* SPDX-License-Identifier: Apache-2.0
 * Keyset paging: one row more than the page is read, so that a further page is noticed.
 */
#ifndef PAGE_H
#define PAGE_H

#include "service/service.h"

enum { PAGE_DEFAULT = 50 };

/* Binds :limit; `size` 0 is the default. */
void bind_page(struct call *call, uint32_t size);
/* Rows that belong to the page; `ret_more` says whether there is another. */
size_t page_rows(const struct rows *rows, uint32_t size, bool *ret_more);

/* Binds :after from a token that is a row's id. INVALID_ARGUMENT if it is not one of ours. */
enum status bind_after_id(struct call *call, const char *token) MUST_CHECK;

/* A token of a time and an id, and back into :before_at and :before_id (NULL without a token). */
const char *page_token_of(struct call *call, int64_t at_us, const char *id);
enum status bind_before(struct call *call, const char *token) MUST_CHECK;

#endif
