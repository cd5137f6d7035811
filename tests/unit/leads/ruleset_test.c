/* SPDX-License-Identifier: Apache-2.0
 * What may not be published, and what the policy is filled up with.
 */
#include "ruleset.h"

#include "sample.h"

static ScoreRule *score_rule_of(const char *code, const char *field, LeadRules__Op op, const char *value)
{
    ScoreRule *rule = arena_alloc(arena, sizeof *rule);
    score_rule__init(rule);
    rule->code = code;
    rule->field = field;
    rule->op = op;
    rule->value = value;
    return rule;
}

static LeadRules *good_rules(void)
{
    LeadRules *rules = arena_alloc(arena, sizeof *rules);
    lead_rules__init(rules);
    rules->grades = arena_alloc(arena, 2 * sizeof *rules->grades);
    for (uint32_t i = 0; i < 2; i++) {
        GradeBand *band = rules->grades[i] = arena_alloc(arena, sizeof *band);
        grade_band__init(band);
        band->grade = i ? LEAD__GRADE__D : LEAD__GRADE__A;
        band->min_score = i ? 0 : 50;
    }
    rules->n_grades = 2;
    rules->scoring = arena_alloc(arena, 2 * sizeof *rules->scoring);
    rules->scoring[0] = score_rule_of("one", "source", LEAD_RULES__OP__EQ, "Google");
    rules->scoring[1] = score_rule_of("two", "touches", LEAD_RULES__OP__GE, "2");
    rules->n_scoring = 2;
    return rules;
}

static void refuses(LeadRules *rules, const char *field, const char *word)
{
    struct error error = {0};
    assert_int_equal(ruleset_check(arena, rules, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, field);
    if (!strstr(error.message, word))
        fail_msg("\"%s\" does not say \"%s\"", error.message, word);
}

static void test_good_rules_pass_and_the_policy_is_filled(void **state)
{
    (void)state;
    LeadRules *rules = good_rules();
    assert_int_equal(ruleset_check(arena, rules, NULL), STATUS_OK);
    assert_true(rules->policy->has_claims_per_day);
    assert_int_equal(rules->policy->claims_per_day, 20);
    assert_int_equal(rules->policy->recycle_days, 14);
    assert_int_equal(rules->policy->intent_step, 15);
    LeadPolicy policy = LEAD_POLICY__INIT;
    policy.has_claims_per_day = true;
    policy.claims_per_day = 0;
    rules->policy = &policy;
    assert_int_equal(ruleset_check(arena, rules, NULL), STATUS_OK);
    assert_int_equal(rules->policy->claims_per_day, 0);
    assert_int_equal(rules->policy->default_capacity, 50);
}

static void test_bad_conditions_are_refused_by_code(void **state)
{
    (void)state;
    LeadRules *rules = good_rules();
    rules->scoring[1]->code = "one";
    refuses(rules, "rules.scoring", "scoring one: its code occurs twice");
    rules = good_rules();
    rules->scoring[0]->field = "shoe_size";
    refuses(rules, "rules.scoring", "scoring one: its field");
    rules = good_rules();
    rules->scoring[0]->field = NULL;
    refuses(rules, "rules.scoring", "scoring one: its field");
    rules = good_rules();
    rules->scoring[1]->value = "many";
    refuses(rules, "rules.scoring", "scoring two: its value must be a number");
    rules = good_rules();
    rules->scoring[0]->op = LEAD_RULES__OP__CONTAINS;
    rules->scoring[0]->value = "";
    refuses(rules, "rules.scoring", "must not be empty");
}

static void test_bands_begin_at_zero_and_differ(void **state)
{
    (void)state;
    LeadRules *rules = good_rules();
    rules->grades[1]->min_score = 1;
    refuses(rules, "rules.grades", "min_score 0");
    rules = good_rules();
    rules->grades[0]->min_score = 0;
    refuses(rules, "rules.grades", "two bands");
    rules = good_rules();
    rules->n_grades = 0;
    refuses(rules, "rules.grades", "min_score 0");
}

static void test_verdicts_teams_and_clocks(void **state)
{
    (void)state;
    LeadRules *rules = good_rules();
    ScreeningRule screening = SCREENING_RULE__INIT, *screenings[] = {&screening};
    screening.code = "no";
    screening.verdict = SCREENING_RULE__VERDICT__FAIL;
    rules->screening = screenings;
    rules->n_screening = 1;
    refuses(rules, "rules.screening", "needs a reason");
    screening.reason = "INVALID";
    assert_int_equal(ruleset_check(arena, rules, NULL), STATUS_OK);
    AssignmentRule assignment = ASSIGNMENT_RULE__INIT, *assignments[] = {&assignment};
    assignment.code = "all";
    assignment.team_path = "hq/sales";
    rules->assignments = assignments;
    rules->n_assignments = 1;
    refuses(rules, "rules.assignments", "slash");
    assignment.team_path = "/hq/sales/";
    rules->policy->recycle_days = rules->policy->recycle_warn_days;
    refuses(rules, "rules.policy", "warning");
}

static void test_LEA_12_business_hours_have_two_ends_an_hour_apart(void **state)
{
    (void)state;
    LeadRules *rules = good_rules();
    assert_int_equal(ruleset_check(arena, rules, NULL), STATUS_OK);
    assert_false(rules->policy->has_work_from_minute || rules->policy->has_work_until_minute);
    rules->policy->has_work_from_minute = true;
    rules->policy->work_from_minute = 540;
    refuses(rules, "rules.policy", "or neither");
    rules->policy->has_work_until_minute = true;
    rules->policy->work_until_minute = 599;
    refuses(rules, "rules.policy", "at least 60");
    rules->policy->work_until_minute = 600;
    assert_int_equal(ruleset_check(arena, rules, NULL), STATUS_OK);
    rules->policy->has_work_from_minute = false;
    refuses(rules, "rules.policy", "or neither");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_good_rules_pass_and_the_policy_is_filled),
        CASE(test_bad_conditions_are_refused_by_code),
        CASE(test_bands_begin_at_zero_and_differ),
        CASE(test_verdicts_teams_and_clocks),
        CASE(test_LEA_12_business_hours_have_two_ends_an_hour_apart),
    };
    return cmocka_run_group_tests_name("ruleset", tests, NULL, NULL);
}
