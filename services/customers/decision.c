/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"

#include <string.h>

#include "schema/rule.h"

enum status decision_check(const PutDecisionProfileRequest *in, struct error *error)
{
    for (size_t i = 0; i < in->n_steps; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->steps[i]->code, in->steps[k]->code) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "steps", NULL, "%s stands there twice",
                                   in->steps[i]->code);
    for (size_t i = 0; i < in->n_people; i++)
        for (size_t k = 0; k < i; k++)
            if (in->people[i]->role == in->people[k]->role &&
                strcmp(in->people[i]->contact_id, in->people[k]->contact_id) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "people", NULL,
                                   "the %zuth person stands there twice in one role", i + 1);
    return STATUS_OK;
}

uint32_t decision_cycle_days(const PutDecisionProfileRequest *in)
{
    uint32_t days = 0;
    if (in->has_cycle_days)
        return in->cycle_days;
    for (size_t i = 0; i < in->n_steps; i++)
        days += in->steps[i]->has_days ? in->steps[i]->days : 0;
    return days;
}
