/* SPDX-License-Identifier: Apache-2.0
 * Page tokens of lists by time, or number, and id: what is taken is what the list could have given.
 */
#include "fuzz.h"

#include "base/id.h"
#include "service/page.h"

static struct {
    int64_t at_us, number, limit;
    const char *id;
    bool has_at;
} bound;

/* The skeleton's, for a call that has no database. */
void bind_text(struct call *call, const char *name, const char *value)
{
    (void)call;
    if (strcmp(name, "after_id") == 0)
        bound.id = value;
    else
        bound.has_at = false;
}

void bind_time(struct call *call, const char *name, int64_t us)
{
    (void)call, (void)name;
    bound.at_us = us;
    bound.has_at = true;
}

void bind_int(struct call *call, const char *name, int64_t value)
{
    (void)call;
    if (strcmp(name, "after_number") == 0)
        bound.number = value;
    else
        bound.limit = value;
}

enum status bad(struct call *call, const char *field, const char *format, ...)
{
    (void)field, (void)format;
    return call->error.status = STATUS_INVALID_ARGUMENT;
}

static void read_token(const char *token, struct arena *arena)
{
    struct call call = {.arena = arena};
    size_t size;
    uint8_t id[ID_BYTES];
    if (page_open(&call, token, 20, &size) != STATUS_OK)
        return;
    claim(size == 20 && bound.limit == 21, "one row more than is shown");
    claim(bound.has_at == (bound.id != NULL), "time and id come together");
    if (!bound.has_at)
        return;
    claim(id_parse(bound.id, id), "the id is one");
    claim(bound.number == bound.at_us, "the number is the time");
    claim(strcmp(page_token(&call, bound.at_us, bound.id), token) == 0, "the token is as the list writes it");
    claim(bound.at_us >= -62135596800000000 && bound.at_us <= 253402300799999999, "its time is one of the years 1 to 9999");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    read_token(input_rest(&input, arena), arena);
    arena_free(arena);
    return 0;
}
