/* SPDX-License-Identifier: Apache-2.0
 * Facts for the tests of rules, on an arena that lives as long as the test.
 */
#ifndef UNIT_LEADS_SAMPLE_H
#define UNIT_LEADS_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "condition.h"

static struct arena *arena;

static inline int make_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static inline int drop_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* "source=Google interest=a interest=b": pairs parted by blanks, with "_" for a blank inside a value. */
static inline struct facts facts_of(const char *pairs)
{
    struct facts facts;
    facts_init(&facts, arena);
    for (const char *at = pairs; *at;) {
        size_t field = strcspn(at, "="), value = strcspn(at + field + 1, " ");
        char *text = arena_strndup(arena, at + field + 1, value);
        for (char *c = text; *c; c++)
            if (*c == '_')
                *c = ' ';
        facts_add(&facts, arena_strndup(arena, at, field), text);
        at += field + 1 + value;
        at += strspn(at, " ");
    }
    return facts;
}

/* A test by its name, with a fresh arena. */
#define CASE(name) cmocka_unit_test_setup_teardown(name, make_arena, drop_arena)

#endif
