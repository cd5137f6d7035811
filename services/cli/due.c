/* SPDX-License-Identifier: Apache-2.0 */
#include "due.h"

#include <stdbool.h>

#define HOUR_US (INT64_C(3600) * 1000000)

static bool is_over(int64_t since_us, int64_t wait_us, int64_t now_us)
{
    return since_us && wait_us && now_us - since_us >= wait_us;
}

enum due schedule_due(const struct schedule_facts *facts)
{
    int64_t now_us = facts->now_us, drilled_us = facts->drilled_us ? facts->drilled_us : facts->first_us;
    bool rests = facts->tried_us && now_us - facts->tried_us < HOUR_US;
    bool drill_rests = facts->drill_tried_us && now_us - facts->drill_tried_us < HOUR_US;
    if (!rests && is_over(facts->last_us ? facts->last_us : facts->born_us, facts->every_us, now_us))
        return DUE_BACKUP;
    return !drill_rests && is_over(drilled_us, facts->drill_every_us, now_us) ? DUE_DRILL : DUE_NOTHING;
}
