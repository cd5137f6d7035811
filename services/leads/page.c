/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/text.h"

/* 0001-01-01 to 9999-12-31; priorities are far within. */
#define FIRST_US INT64_C(-62135596800000000)
#define LAST_US INT64_C(253402300799999999)

const char *page_write(struct arena *arena, char order, int64_t key, const char *id)
{
    const char *text = arena_printf(arena, "%c%" PRId64 "/%s", order, key, id);
    return base64_encode(arena, text, strlen(text), true);
}

enum status page_read(struct arena *arena, char order, const char *token, struct page *ret, struct error *error)
{
    *ret = (struct page){0};
    if (!token || !token[0])
        return STATUS_OK;
    uint8_t *bytes, id[ID_BYTES];
    size_t n;
    if (base64_decode(arena, token, strlen(token), &bytes, &n) && n > 1 && (char)bytes[0] == order) {
        char *end, *text = arena_strndup(arena, (const char *)bytes + 1, n - 1);
        ret->key = strtoll(text, &end, 10);
        bool is_known = ret->key >= FIRST_US && ret->key <= LAST_US;
        if (end != text && *end == '/' && is_known && id_parse(end + 1, id)) {
            ret->id = end + 1;
            return STATUS_OK;
        }
    }
    fail_with(error, STATUS_INVALID_ARGUMENT, "page_token is not one that this list gave out");
    if (error)
        snprintf(error->field, sizeof error->field, "page_token");
    return STATUS_INVALID_ARGUMENT;
}
