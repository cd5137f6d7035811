/* SPDX-License-Identifier: Apache-2.0
 * Decisions about calls that failed and about who gets the next one. Pure: time and chance are arguments.
 */
#ifndef WIRE_RETRY_H
#define WIRE_RETRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

enum { RETRIES_MAX = 2 };

struct attempt {
    unsigned retries;  /* made so far */
    bool query;        /* may be repeated freely */
    bool keyed;        /* a command under an idempotency key, which a repetition keeps */
    int64_t now_ms, deadline_ms;
};

/* When to try again a call that failed so, -1 for never: only what certainly did not run, a query, or a command under
 * its key; only for reasons that pass; at most RETRIES_MAX times, not past the deadline. */
int64_t retry_at_ms(const struct attempt *attempt, const struct error *error, uint32_t random);

/* Between half of `base_ms` and one and a half times that. */
uint32_t jitter_ms(uint32_t base_ms, uint32_t random);
/* The next pause after `ms`: doubled, from 100 to 5000. */
uint32_t back_off_ms(uint32_t ms);

/* A retry for ten calls, one a second for those who call rarely, at most 100 saved up. */
struct budget {
    uint32_t tenths;
    int64_t filled_ms;
};
void budget_init(struct budget *budget, int64_t now_ms);
void budget_earn(struct budget *budget); /* a call began */
bool budget_spend(struct budget *budget, int64_t now_ms);

/* Power of two choices: of two of `n` picked by chance the one with less load. `n` is at least 1. */
uint32_t choose_less(const uint32_t *loads, uint32_t n, uint64_t random);

#endif
