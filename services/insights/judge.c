/* SPDX-License-Identifier: Apache-2.0 */
#include "attain.h"
#include "ratio.h"

void attain_judge(struct arena *arena, int64_t value, int64_t at_risk_percent, Attainment *attainment)
{
    int64_t actual = attainment->actual, reach, due;
    attainment->has_gap = attainment->has_at_risk = true;
    attainment->gap = value - actual;
    attainment->attainment = ratio_new(arena, actual, value);
    if (attainment->working_days_elapsed == 0 || value == 0 ||
        __builtin_mul_overflow(actual, (int64_t)attainment->working_days, &reach) ||
        __builtin_mul_overflow(value, (int64_t)attainment->working_days_elapsed, &due))
        return;
    attainment->run_rate = ratio_new(arena, reach, due);
    attainment->at_risk = actual < value && ratio_is_less(reach, due, at_risk_percent, 100);
}
