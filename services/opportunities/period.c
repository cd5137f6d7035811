/* SPDX-License-Identifier: Apache-2.0 */
#include "period.h"

#include <stdio.h>

#include "base/clock.h"
#include "schema/rule.h"
#include "scorecard.h"

enum { LONGEST_DAYS = 1096 };

enum status period_check(const char *from, const char *until, struct error *error)
{
    char text[TIME_TEXT];
    int64_t from_us, days;
    snprintf(text, sizeof text, "%.10sT00:00:00Z", from);
    if (!time_parse(text, &from_us) || !days_until(until, from_us, &days) || days < 1 || days > LONGEST_DAYS)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "until", NULL,
                           "the period must end after it begins, and within %d days", LONGEST_DAYS);
    return STATUS_OK;
}
