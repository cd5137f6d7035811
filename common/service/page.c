/* SPDX-License-Identifier: Apache-2.0 */
#include "service/page.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/id.h"

enum status page_open(struct call *call, const char *token, uint32_t size, size_t *ret_size)
{
    bind_text(call, "after_at", NULL);
    bind_text(call, "after_id", NULL);
    if (!is_blank(token)) {
        char *rest;
        uint8_t id[ID_BYTES];
        int64_t us = strtoll(token, &rest, 10);
        if (*rest != '_' || !id_parse(rest + 1, id))
            return bad(call, "page_token", "must be the next_page_token of an earlier page");
        bind_time(call, "after_at", us);
        bind_text(call, "after_id", rest + 1);
    }
    *ret_size = size ? size : PAGE_DEFAULT;
    bind_int(call, "row_limit", (int64_t)*ret_size + 1);
    return STATUS_OK;
}

const char *page_token(struct call *call, int64_t at_us, const char *id)
{
    return arena_printf(call->arena, "%" PRId64 "_%s", at_us, id);
}
