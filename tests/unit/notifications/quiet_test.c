/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "notifications/quiet.h"

static int minute(const char *text)
{
    int found = -1;
    return quiet_read(text, &found) ? found : -1;
}

static void NOT_03_times_of_day_are_read(void **unused)
{
    static const char *const wrong[] = {"", "8:00", "24:00", "12:60", "12-30", "12:3x", "12:300", " 2:00", "-1:00"};
    struct arena *arena = arena_new();
    (void)unused;
    assert_int_equal(minute("00:00"), 0);
    assert_int_equal(minute("23:59"), 1439);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(minute(wrong[i]), -1);
    assert_string_equal(quiet_write(minute("08:05"), arena), "08:05");
    arena_free(arena);
}

static void NOT_03_quiet_hours_may_lie_over_midnight(void **unused)
{
    static const struct { const char *now, *from, *until; int left; } rows[] = {
        {"22:00", "21:30", "08:00", 600}, {"21:29", "21:30", "08:00", 0},   {"21:30", "21:30", "08:00", 630},
        {"07:59", "21:30", "08:00", 1},   {"08:00", "21:30", "08:00", 0},   {"12:00", "21:30", "08:00", 0},
        {"13:00", "12:00", "14:00", 60},  {"14:00", "12:00", "14:00", 0},   {"11:59", "12:00", "14:00", 0},
        {"12:00", "12:00", "12:00", 0},   {"00:00", "00:00", "23:59", 1439},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(quiet_left(minute(rows[i].now), minute(rows[i].from), minute(rows[i].until)), rows[i].left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(NOT_03_times_of_day_are_read),
        cmocka_unit_test(NOT_03_quiet_hours_may_lie_over_midnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
