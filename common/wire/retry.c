/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/retry.h"

enum { PAUSE_MS = 20, BACK_OFF_MIN_MS = 100, BACK_OFF_MAX_MS = 5000, BUDGET_MAX = 100 * 10, RETRY_COSTS = 10 };

uint32_t jitter_ms(uint32_t base_ms, uint32_t random)
{
    return base_ms ? base_ms / 2 + random % base_ms : 0;
}

uint32_t back_off_ms(uint32_t ms)
{
    if (ms < BACK_OFF_MIN_MS)
        return BACK_OFF_MIN_MS;
    return ms > BACK_OFF_MAX_MS / 2 ? BACK_OFF_MAX_MS : ms * 2;
}

int64_t retry_at_ms(const struct attempt *attempt, const struct error *error, uint32_t random)
{
    bool passes = error->status == STATUS_UNAVAILABLE || error->status == STATUS_RESOURCE_EXHAUSTED;
    bool safe = error->executed == EXECUTED_NO || attempt->query || attempt->keyed;
    if (!passes || !safe || attempt->retries >= RETRIES_MAX)
        return -1;
    uint32_t pause_ms = error->retry_after_ms ? error->retry_after_ms : (uint32_t)PAUSE_MS << attempt->retries;
    int64_t at_ms = attempt->now_ms + jitter_ms(pause_ms, random);
    return at_ms < attempt->deadline_ms ? at_ms : -1;
}

void budget_init(struct budget *budget, int64_t now_ms)
{
    *budget = (struct budget){BUDGET_MAX, now_ms};
}

void budget_earn(struct budget *budget)
{
    if (budget->tenths < BUDGET_MAX)
        budget->tenths++;
}

bool budget_spend(struct budget *budget, int64_t now_ms)
{
    int64_t earned = (now_ms - budget->filled_ms) / 1000;
    if (earned > 0) {
        budget->filled_ms += earned * 1000;
        int64_t tenths = budget->tenths + (earned < BUDGET_MAX ? earned * RETRY_COSTS : BUDGET_MAX);
        budget->tenths = tenths < BUDGET_MAX ? (uint32_t)tenths : BUDGET_MAX;
    }
    if (budget->tenths < RETRY_COSTS)
        return false;
    budget->tenths -= RETRY_COSTS;
    return true;
}

uint32_t choose_less(const uint32_t *loads, uint32_t n, uint64_t random)
{
    if (n == 1)
        return 0;
    uint32_t a = (uint32_t)random % n;
    uint32_t b = (uint32_t)(random >> 32) % (n - 1);
    if (b >= a)
        b++;
    return loads[b] < loads[a] ? b : a;
}
