/* SPDX-License-Identifier: Apache-2.0 */
#include "service/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"

/* 0001-01-01 to 9999-12-31: what the columns hold, and what a database takes. */
static const int64_t first_us = -62135596800000000, last_us = 253402300799999999;

/* The number as page_token() writes it, with the rest behind its "_"; NULL otherwise. */
static const char *read_time(const char *token, int64_t *ret_us)
{
    char *end, again[24];
    *ret_us = strtoll(token, &end, 10);
    int n = snprintf(again, sizeof again, "%" PRId64, *ret_us);
    bool same = end == token + n && memcmp(token, again, (size_t)n) == 0;
    return same && *end == '_' && *ret_us >= first_us && *ret_us <= last_us ? end + 1 : NULL;
}

enum status page_open(struct call *call, const char *token, uint32_t size, size_t *ret_size)
{
    bind_text(call, "after_at", NULL);
    bind_text(call, "after_number", NULL);
    bind_text(call, "after_id", NULL);
    if (!is_blank(token)) {
        uint8_t id[ID_BYTES];
        int64_t us;
        const char *after = read_time(token, &us);
        if (!after || !id_parse(after, id))
            return bad(call, "page_token", "must be the next_page_token of an earlier page");
        bind_time(call, "after_at", us);
        bind_int(call, "after_number", us);
        bind_text(call, "after_id", after);
    }
    *ret_size = size ? size : PAGE_DEFAULT;
    bind_int(call, "row_limit", (int64_t)*ret_size + 1);
    return STATUS_OK;
}

const char *page_token(struct call *call, int64_t at_us, const char *id)
{
    return arena_printf(call->arena, "%" PRId64 "_%s", at_us, id);
}
