/* SPDX-License-Identifier: Apache-2.0 */
#include "screening.h"

struct screening screening_decide(const LeadRules *rules, const struct facts *facts)
{
    for (size_t i = 0; i < rules->n_screening; i++) {
        const ScreeningRule *rule = rules->screening[i];
        if (!condition_holds(facts, rule->field, rule->op, rule->value))
            continue;
        bool passed = rule->verdict == SCREENING_RULE__VERDICT__PASS;
        const char *why = condition_sentence(facts->arena, rule->field, rule->op, rule->value);
        return (struct screening){
            .passed = passed,
            .rule = rule->code,
            .reason = passed ? NULL : rule->reason,
            .sentence = arena_printf(facts->arena, "%s by rule %s: %s", passed ? "passed" : "screened out", rule->code,
                                     why),
        };
    }
    return (struct screening){.passed = true, .rule = "none", .sentence = "passed: no rule objected"};
}
