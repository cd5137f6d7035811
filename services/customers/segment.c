/* SPDX-License-Identifier: Apache-2.0 */
#include "segment.h"

#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

enum status segment_check(SegmentCriterion *const *criteria, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        const SegmentCriterion *criterion = criteria[i];
        bool days = criterion->field == SEGMENT_CRITERION__FIELD__DECISION_CYCLE;
        bool bounded = criterion->has_least || criterion->has_most;
        if (days != bounded || days == (criterion->n_values > 0))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "criteria", NULL,
                               "the %zuth needs %s", i + 1, days ? "bounds and no values" : "values and no bounds");
        if (criterion->has_least && criterion->has_most && criterion->least > criterion->most)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "criteria", NULL, "the bounds of the %zuth leave nothing",
                               i + 1);
    }
    return STATUS_OK;
}

static bool is_listed(const SegmentCriterion *criterion, const char *value)
{
    for (size_t i = 0; i < criterion->n_values; i++)
        if (text_equal(criterion->values[i], value))
            return true;
    return false;
}

static bool has_step(const SegmentCriterion *criterion, const char *steps)
{
    while (steps && *steps) {
        size_t n = strcspn(steps, ",");
        for (size_t i = 0; i < criterion->n_values; i++)
            if (strlen(criterion->values[i]) == n && memcmp(criterion->values[i], steps, n) == 0)
                return true;
        steps += n + (steps[n] == ',');
    }
    return false;
}

static bool is_within(const SegmentCriterion *criterion, const struct segment_facts *facts)
{
    return facts->has_cycle && (!criterion->has_least || facts->cycle_days >= criterion->least) &&
           (!criterion->has_most || facts->cycle_days <= criterion->most);
}

static bool fits(const SegmentCriterion *criterion, const struct segment_facts *facts)
{
    switch (criterion->field) {
    case SEGMENT_CRITERION__FIELD__KIND: return is_listed(criterion, facts->kind);
    case SEGMENT_CRITERION__FIELD__INDUSTRY: return is_listed(criterion, facts->industry);
    case SEGMENT_CRITERION__FIELD__SIZE_BAND: return is_listed(criterion, facts->size_band);
    case SEGMENT_CRITERION__FIELD__REGION: return is_listed(criterion, facts->region);
    case SEGMENT_CRITERION__FIELD__TIER: return is_listed(criterion, facts->tier);
    case SEGMENT_CRITERION__FIELD__DECISION_CYCLE: return is_within(criterion, facts);
    case SEGMENT_CRITERION__FIELD__DECISION_STEP: return has_step(criterion, facts->steps);
    default: return false;
    }
}

uint32_t segment_score(SegmentCriterion *const *criteria, size_t n, const struct segment_facts *facts,
                       protobuf_c_boolean *ret_fits)
{
    uint32_t sum = 0, reached = 0;
    bool out = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t weight = criteria[i]->has_weight ? criteria[i]->weight : 1;
        ret_fits[i] = fits(criteria[i], facts);
        sum += weight;
        reached += ret_fits[i] ? weight : 0;
        out |= criteria[i]->must && !ret_fits[i];
    }
    return out || sum == 0 ? 0 : reached * 100 / sum;
}
