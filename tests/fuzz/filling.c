/* SPDX-License-Identifier: Apache-2.0
 * Templates of notifications: a line that is one or none, then an event's payload, whatever its bytes. What passes the
 * check is filled without a brace of its own being left.
 */
#include "fuzz.h"

#include "notifications/filling.h"
#include "schema/schema.h"

static const char *clock_of(void *context, const struct fact *fact)
{
    (void)context;
    return fact->us % 2 ? "2026-01-31 08:00" : NULL;
}

static size_t braces(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '{' || *text == '}';
    return n;
}

static size_t braces_of(const struct facts *facts)
{
    size_t n = 0;
    for (size_t i = 0; i < facts->n; i++)
        n += facts->list[i].text ? braces(facts->list[i].text) : 0;
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    const char *template = input_line(&input, arena);
    struct facts facts;
    struct filling filling = {.facts = &facts, .locale = n % 2 ? "en" : "zh-CN", .clock = clock_of};
    facts_read(schema_event(schema_own(), "deal.closed"), (struct bytes){input.at, input.n}, arena, &facts);
    claim(facts.n <= FACTS, "facts are bounded");
    facts_put(&facts, "amount_minor", "-123456789");
    facts_put(&facts, "currency", "CNY");
    facts_put_time(&facts, "effective_at", 1);
    const char *filled = filling_fill(&filling, template, arena);
    if (!filling_check(template) && !braces_of(&facts))
        claim(braces(filled) == 0, "no placeholder is left");
    arena_free(arena);
    return 0;
}
