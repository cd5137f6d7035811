/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "service/fiber.h"

struct trace {
    struct fiber *fiber;
    int steps;
    char words[64];
};

static void three_steps(void *context)
{
    struct trace *trace = context;
    char local[1000]; /* must survive the stops */
    memset(local, 'x', sizeof local);
    for (int i = 0; i < 3; i++) {
        trace->steps++;
        if (i < 2)
            fiber_yield(trace->fiber);
        for (size_t b = 0; b < sizeof local; b++)
            assert_int_equal(local[b], 'x');
    }
}

static void a_fiber_stops_and_goes_on(void **state)
{
    (void)state;
    struct trace trace = {.fiber = fiber_new()};
    assert_false(fiber_start(trace.fiber, three_steps, &trace));
    assert_int_equal(trace.steps, 1);
    assert_false(fiber_resume(trace.fiber));
    assert_true(fiber_resume(trace.fiber));
    assert_int_equal(trace.steps, 3);
    fiber_free(trace.fiber);
}

static void many_fibers_interleave(void **state)
{
    enum { N = 64 };
    struct trace traces[N];
    (void)state;
    for (int i = 0; i < N; i++) {
        traces[i] = (struct trace){.fiber = fiber_new()};
        fiber_start(traces[i].fiber, three_steps, &traces[i]);
    }
    for (int round = 0; round < 2; round++)
        for (int i = N; i-- > 0;)
            assert_int_equal(fiber_resume(traces[i].fiber), round == 1);
    for (int i = 0; i < N; i++) {
        assert_int_equal(traces[i].steps, 3);
        fiber_free(traces[i].fiber);
    }
}

static void a_dropped_run_begins_anew(void **state)
{
    (void)state;
    struct trace trace = {.fiber = fiber_new()};
    for (int i = 0; i < 100; i++) {
        trace.steps = 0;
        assert_false(fiber_start(trace.fiber, three_steps, &trace));
        assert_int_equal(trace.steps, 1);
    }
    assert_false(fiber_resume(trace.fiber));
    assert_true(fiber_resume(trace.fiber));
    fiber_free(trace.fiber);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fiber_stops_and_goes_on),
        cmocka_unit_test(many_fibers_interleave),
        cmocka_unit_test(a_dropped_run_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
