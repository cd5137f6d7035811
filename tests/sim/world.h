/* SPDX-License-Identifier: Apache-2.0
 * One seed: a deployment, its faults, its end, the judgement.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include <stdbool.h>
#include <stdint.h>

struct verdict {
    char violated[128]; /* invariants, blank-separated; "" when every promise held */
    char sentences[1024];
    uint64_t hash;      /* of all that happened: the same seed has the same */
    uint64_t steps;
    uint64_t deposits, events, faults, retried, read_own, reminded, parked;
};

/* Runs the seed in this very process, which is spoilt by it. `loud` prints every step. */
void world_run(uint64_t seed, bool loud, struct verdict *ret);

/* ---- judge.c ---- */

bool judge_is_quiet(void); /* all is settled, read and done */
const char *judge_waits_for(void);
void judge(struct verdict *ret);

#endif
