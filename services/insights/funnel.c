/* SPDX-License-Identifier: Apache-2.0 */
#include "funnel.h"

#include "ratio.h"
#include "wire/pack.h"

__extension__ typedef __int128 wide;

static FunnelStep *step_new(struct arena *arena, const struct funnel_counts *counts, size_t at)
{
    FunnelStep *step = wire_new(arena, &funnel_step__descriptor);
    step->has_step = step->has_reached = true;
    step->step = (FunnelStep__Step)(at + 1);
    step->reached = counts->reached[at];
    step->of_captured = ratio_new(arena, counts->reached[at], counts->reached[0]);
    if (at == 0)
        return step;
    step->of_before = ratio_new(arena, counts->reached[at], counts->reached[at - 1]);
    step->average_dwell_s = ratio_new(arena, counts->dwell_s[at], counts->dwelt[at]);
    return step;
}

/* How far `now` fell below `then`, as a fraction; false where it did not, or one of them is undefined. */
static bool fell(const Ratio *now, const Ratio *then, int64_t *ret_above, int64_t *ret_below)
{
    if (now->denominator == 0 || then->denominator == 0)
        return false;
    wide above = (wide)then->numerator * now->denominator - (wide)now->numerator * then->denominator;
    *ret_above = (int64_t)above;
    *ret_below = now->denominator * then->denominator;
    return above > 0;
}

static void find_leak(struct arena *arena, Funnel *funnel, const struct funnel_counts *baseline)
{
    int64_t most_above = 0, most_below = 1, above, below;
    for (size_t i = 1; i < FUNNEL_STEPS; i++) {
        FunnelStep *step = funnel->steps[i];
        step->baseline = ratio_new(arena, baseline->reached[i], baseline->reached[i - 1]);
        if (!fell(step->of_before, step->baseline, &above, &below) ||
            !ratio_is_less(most_above, most_below, above, below))
            continue;
        most_above = above;
        most_below = below;
        funnel->has_biggest_leak = true;
        funnel->biggest_leak = step->step;
        funnel->leak = ratio_decimal(arena, above, below);
    }
}

Funnel *funnel_new(struct arena *arena, const struct funnel_counts *counts, const struct funnel_counts *baseline)
{
    Funnel *funnel = wire_new(arena, &funnel__descriptor);
    funnel->key = counts->key;
    funnel->steps = arena_alloc(arena, FUNNEL_STEPS * sizeof *funnel->steps);
    funnel->n_steps = FUNNEL_STEPS;
    for (size_t i = 0; i < FUNNEL_STEPS; i++)
        funnel->steps[i] = step_new(arena, counts, i);
    funnel->has_disqualified = true;
    funnel->disqualified = counts->disqualified;
    if (counts->responses > 0) {
        funnel->average_response_s = ratio_new(arena, counts->response_s, counts->responses);
        funnel->has_median_response_s = true;
        funnel->median_response_s = counts->median_response_s;
    }
    if (baseline)
        find_leak(arena, funnel, baseline);
    return funnel;
}

void funnel_judge(Funnel *funnel, const Funnel *whole, uint32_t percent, uint32_t least)
{
    const Ratio *own = funnel->steps[FUNNEL_STEPS - 1]->of_captured;
    const Ratio *all = whole->steps[FUNNEL_STEPS - 1]->of_captured;
    funnel->has_alert = true;
    funnel->alert = own->denominator >= least && all->denominator > 0 &&
                    (wide)own->numerator * all->denominator * 100 < (wide)all->numerator * own->denominator * percent;
    if (funnel->alert)
        funnel->look_at = "leads.GetRules";
}
