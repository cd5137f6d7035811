/* SPDX-License-Identifier: Apache-2.0
 * What cmocka wants to be included before it, and an arena for each test.
 */
#ifndef INSIGHTS_CMOCKA_FIRST_H
#define INSIGHTS_CMOCKA_FIRST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static struct arena *arena;

static int open_arena(void **unused)
{
    (void)unused;
    arena = arena_new();
    return 0;
}

static int close_arena(void **unused)
{
    (void)unused;
    arena_free(arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

#endif
