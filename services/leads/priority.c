/* SPDX-License-Identifier: Apache-2.0 */
#include "priority.h"

struct priority priority_of(const LeadRules *rules, const struct facts *facts)
{
    struct priority priority = {0};
    priority.reasons = arena_alloc(facts->arena, (rules->n_priorities + 1) * sizeof *priority.reasons);
    for (size_t i = 0; i < rules->n_priorities; i++) {
        const PriorityRule *rule = rules->priorities[i];
        if (!condition_holds(facts, rule->field, rule->op, rule->value))
            continue;
        priority.points += rule->points;
        priority.reasons[priority.n_reasons++] =
            arena_printf(facts->arena, "%+d %s", rule->points,
                         condition_sentence(facts->arena, rule->field, rule->op, rule->value));
    }
    if (priority.points < 0)
        priority.points = 0;
    if (priority.points > PRIORITY_MAX)
        priority.points = PRIORITY_MAX;
    return priority;
}
