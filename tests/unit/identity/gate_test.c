/* SPDX-License-Identifier: Apache-2.0
 * The gate of password hashes: one at a time, four in a row, and a sequential caller is never refused.
 */
#include "identity/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static void one_at_a_time(void **state)
{
    (void)state;
    struct gate gate;
    uint32_t retry_ms = 0;
    gate_init(&gate, 1000);
    assert_true(gate_enter(&gate, 1000, &retry_ms));
    assert_false(gate_enter(&gate, 1000, &retry_ms));
    assert_int_equal(retry_ms, 2 * GATE_REFILL_MS);
    gate_leave(&gate);
    assert_true(gate_enter(&gate, 1000, &retry_ms));
}

static void a_burst_ends(void **state)
{
    (void)state;
    struct gate gate;
    uint32_t retry_ms = 0;
    gate_init(&gate, 0);
    for (int i = 0; i < GATE_BURST; i++) {
        assert_true(gate_enter(&gate, 10, &retry_ms));
        gate_leave(&gate);
    }
    assert_false(gate_enter(&gate, 10, &retry_ms));
    assert_int_equal(retry_ms, GATE_REFILL_MS);
    assert_true(gate_enter(&gate, 10 + GATE_REFILL_MS, &retry_ms));
}

static void a_sequential_caller_is_never_refused(void **state)
{
    (void)state;
    struct gate gate;
    uint32_t retry_ms = 0;
    gate_init(&gate, 0);
    for (int64_t now_ms = 0; now_ms < 100000; now_ms += 110) {
        assert_true(gate_enter(&gate, now_ms, &retry_ms));
        gate_leave(&gate);
    }
}

static void tokens_never_exceed_the_burst(void **state)
{
    (void)state;
    struct gate gate;
    uint32_t retry_ms = 0;
    gate_init(&gate, 0);
    int entered = 0;
    while (gate_enter(&gate, 3600000, &retry_ms)) {
        entered++;
        gate_leave(&gate);
    }
    assert_int_equal(entered, GATE_BURST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_at_a_time),
        cmocka_unit_test(a_burst_ends),
        cmocka_unit_test(a_sequential_caller_is_never_refused),
        cmocka_unit_test(tokens_never_exceed_the_burst),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
