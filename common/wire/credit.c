/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/credit.h"

enum { ACTIVE_MS = 2000, SWEEP_MS = 250 };

static void sweep(struct callers *callers, int64_t now_ms)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < callers->n; i++)
        if (now_ms - callers->rows[i].seen_ms < ACTIVE_MS)
            callers->rows[kept++] = callers->rows[i];
    callers->n = kept;
    callers->swept_ms = now_ms;
}

void callers_see(struct callers *callers, uint64_t key, int64_t now_ms)
{
    for (uint32_t i = 0; i < callers->n; i++)
        if (callers->rows[i].key == key) {
            callers->rows[i].seen_ms = now_ms;
            return;
        }
    if (callers->n == CALLERS_MAX)
        sweep(callers, now_ms);
    if (callers->n < CALLERS_MAX)
        callers->rows[callers->n++] = (struct caller){key, now_ms};
}

uint32_t callers_active(struct callers *callers, int64_t now_ms)
{
    if (now_ms - callers->swept_ms >= SWEEP_MS)
        sweep(callers, now_ms);
    return callers->n;
}

uint32_t credit_grant(uint32_t queue, uint32_t outstanding, uint32_t callers)
{
    uint32_t left = queue > outstanding ? queue - outstanding : 0;
    uint32_t share = left / (callers ? callers : 1);
    if (share < 1)
        return 1;
    return share > CREDIT_MAX ? CREDIT_MAX : share;
}
