/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

enum status page_open(struct call *call, const char *token, uint32_t size, size_t *ret_size)
{
    bind_text(call, "before_seq", NULL);
    if (!is_blank(token)) {
        char *rest;
        errno = 0;
        int64_t seq = strtoll(token, &rest, 10);
        if (*rest || errno || seq <= 0)
            return bad(call, "page_token", "must be the next_page_token of an earlier page");
        bind_int(call, "before_seq", seq);
    }
    *ret_size = size ? size : PAGE_DEFAULT;
    bind_int(call, "row_limit", (int64_t)*ret_size + 1);
    return STATUS_OK;
}

size_t page_close(struct call *call, const struct rows *rows, size_t size, const char **ret_token)
{
    *ret_token = rows->n > size ? arena_printf(call->arena, "%" PRId64, row_int(rows, size - 1, "seq")) : NULL;
    return rows->n > size ? size : rows->n;
}
