/* SPDX-License-Identifier: Apache-2.0
 * The first rule that matches decides, and is named.
 */
#include "screening.h"

#include "sample.h"

static LeadRules *three_rules(void)
{
    static const struct {
        const char *code, *field, *value, *reason;
        LeadRules__Op op;
        ScreeningRule__Verdict verdict;
    } rows[] = {
        {"vip", "attribute.vip", "yes", NULL, LEAD_RULES__OP__EQ, SCREENING_RULE__VERDICT__PASS},
        {"bot", "source", "bot", "INVALID", LEAD_RULES__OP__EQ, SCREENING_RULE__VERDICT__FAIL},
        {"abroad", "attribute.country", "CN", "NEED_MISMATCH", LEAD_RULES__OP__NE, SCREENING_RULE__VERDICT__FAIL},
    };
    LeadRules *rules = arena_alloc(arena, sizeof *rules);
    lead_rules__init(rules);
    rules->n_screening = 3;
    rules->screening = arena_alloc(arena, 3 * sizeof *rules->screening);
    for (size_t i = 0; i < 3; i++) {
        ScreeningRule *rule = rules->screening[i] = arena_alloc(arena, sizeof *rule);
        screening_rule__init(rule);
        rule->code = rows[i].code;
        rule->field = rows[i].field;
        rule->value = rows[i].value;
        rule->reason = rows[i].reason;
        rule->op = rows[i].op;
        rule->verdict = rows[i].verdict;
    }
    return rules;
}

static void test_LEA_07_the_rule_that_decided_is_named(void **state)
{
    static const struct {
        const char *facts;
        bool passed;
        const char *rule, *reason;
    } rows[] = {
        {"attribute.country=CN", true, "none", NULL},
        {"attribute.country=CN source=bot", false, "bot", "INVALID"},
        {"attribute.country=FR", false, "abroad", "NEED_MISMATCH"},
        {"", false, "abroad", "NEED_MISMATCH"},
        {"attribute.vip=yes source=bot", true, "vip", NULL},
    };
    (void)state;
    const LeadRules *rules = three_rules();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct facts facts = facts_of(rows[i].facts);
        struct screening screening = screening_decide(rules, &facts);
        assert_int_equal(screening.passed, rows[i].passed);
        assert_string_equal(screening.rule, rows[i].rule);
        if (rows[i].reason)
            assert_string_equal(screening.reason, rows[i].reason);
        else
            assert_null(screening.reason);
        assert_non_null(strstr(screening.sentence, rows[i].passed ? "passed" : "screened out"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_LEA_07_the_rule_that_decided_is_named)};
    return cmocka_run_group_tests_name("screening", tests, NULL, NULL);
}
