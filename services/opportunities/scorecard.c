/* SPDX-License-Identifier: Apache-2.0 */
#include "scorecard.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"
#include "schema/rule.h"

enum { DAY_S = 86400 };

bool days_until(const char *date, int64_t local_us, int64_t *ret_days)
{
    char text[TIME_TEXT];
    int64_t midnight_us;
    if (!date || !date_is_valid(date))
        return false;
    snprintf(text, sizeof text, "%.10sT00:00:00Z", date);
    if (!time_parse(text, &midnight_us))
        return false;
    *ret_days = midnight_us / 1000000 / DAY_S - local_us / 1000000 / DAY_S;
    return true;
}

static bool holds(const GradeDefinition *rule, uint32_t total, bool strong_intent, bool clear_need, bool has_days,
                  int64_t days)
{
    if (total < rule->min_total || (rule->needs_strong_intent && !strong_intent) ||
        (rule->needs_clear_need && !clear_need))
        return false;
    return !rule->has_max_days_to_close || (has_days && days >= 0 && days <= rule->max_days_to_close);
}

const GradeDefinition *scorecard_grade(GradeDefinition *const *rules, size_t n, uint32_t total, bool strong_intent,
                                       bool clear_need, const char *expected_close, int64_t local_us)
{
    int64_t days = 0;
    bool has_days = days_until(expected_close, local_us, &days);
    for (size_t i = 0; i + 1 < n; i++)
        if (holds(rules[i], total, strong_intent, clear_need, has_days, days))
            return rules[i];
    return rules[n - 1];
}

enum status scorecard_override(bool has_grade, const char *reason, struct error *error)
{
    if (has_grade && is_blank(reason))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "override_reason", NULL,
                           "a grade of one's own needs a reason, a code such as KNOWN_CUSTOMER");
    if (!has_grade && !is_blank(reason))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "override_grade", NULL,
                           "a reason without a grade: give both or neither");
    return STATUS_OK;
}
