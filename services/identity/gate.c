/* SPDX-License-Identifier: Apache-2.0 */
#include "gate.h"

void gate_init(struct gate *gate, int64_t now_ms)
{
    *gate = (struct gate){.tokens = GATE_BURST, .filled_ms = now_ms};
}

static void refill(struct gate *gate, int64_t now_ms)
{
    int64_t due = (now_ms - gate->filled_ms) / GATE_REFILL_MS;
    if (due <= 0)
        return;
    if (due >= GATE_BURST - gate->tokens) {
        gate->tokens = GATE_BURST;
        gate->filled_ms = now_ms;
    } else {
        gate->tokens += (int)due;
        gate->filled_ms += due * GATE_REFILL_MS;
    }
}

bool gate_enter(struct gate *gate, int64_t now_ms, uint32_t *ret_retry_ms)
{
    refill(gate, now_ms);
    if (gate->busy || gate->tokens == 0) {
        *ret_retry_ms = gate->busy ? 2 * GATE_REFILL_MS : GATE_REFILL_MS;
        return false;
    }
    gate->tokens--;
    gate->busy = true;
    return true;
}

void gate_leave(struct gate *gate)
{
    gate->busy = false;
}
