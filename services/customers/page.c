/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"

static const char first_id[] = "00000000-0000-0000-0000-000000000000";

void bind_page(struct call *call, uint32_t size)
{
    bind_int(call, "limit", (size ? size : PAGE_DEFAULT) + 1);
}

size_t page_rows(const struct rows *rows, uint32_t size, bool *ret_more)
{
    size_t page = size ? size : PAGE_DEFAULT;
    *ret_more = rows->n > page;
    return *ret_more ? page : rows->n;
}

static enum status not_ours(struct call *call)
{
    return bad(call, "page_token", "must be the next_page_token of an earlier page");
}

enum status bind_after_id(struct call *call, const char *token)
{
    uint8_t id[ID_BYTES];
    if (token && token[0] && !id_parse(token, id))
        return not_ours(call);
    bind_text(call, "after", token && token[0] ? token : first_id);
    return STATUS_OK;
}

const char *page_token_of(struct call *call, int64_t at_us, const char *id)
{
    return arena_printf(call->arena, "%" PRId64 ".%s", at_us, id);
}

enum status bind_before(struct call *call, const char *token)
{
    uint8_t id[ID_BYTES];
    char *end;
    if (!token || !token[0]) {
        bind_text(call, "before_at", NULL);
        bind_text(call, "before_id", NULL);
        return STATUS_OK;
    }
    long long at_us = strtoll(token, &end, 10);
    if (end == token || *end != '.' || !id_parse(end + 1, id) || at_us < 0 || at_us > INT64_C(4102444800000000))
        return not_ours(call);
    bind_time(call, "before_at", at_us);
    bind_text(call, "before_id", arena_strdup(call->arena, end + 1));
    return STATUS_OK;
}
