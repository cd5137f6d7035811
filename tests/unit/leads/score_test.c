/* SPDX-License-Identifier: Apache-2.0
 * Scores add up and explain themselves, bands give grade and intent, priorities give their reasons.
 */
#include "score.h"

#include "priority.h"
#include "sample.h"

static void add_score_rule(LeadRules *rules, const char *code, const char *field, LeadRules__Op op, const char *value,
                           int points)
{
    ScoreRule *rule = rules->scoring[rules->n_scoring++] = arena_alloc(arena, sizeof *rule);
    score_rule__init(rule);
    rule->code = code;
    rule->field = field;
    rule->op = op;
    rule->value = value;
    rule->points = points;
}

static void add_band(LeadRules *rules, Lead__Grade grade, uint32_t min, Lead__Intent intent)
{
    GradeBand *band = rules->grades[rules->n_grades++] = arena_alloc(arena, sizeof *band);
    grade_band__init(band);
    band->grade = grade;
    band->min_score = min;
    band->intent = intent;
}

static void add_priority_rule(LeadRules *rules, const char *field, const char *value, int points)
{
    PriorityRule *rule = rules->priorities[rules->n_priorities++] = arena_alloc(arena, sizeof *rule);
    priority_rule__init(rule);
    rule->code = field;
    rule->field = field;
    rule->op = LEAD_RULES__OP__EQ;
    rule->value = value;
    rule->points = points;
}

static LeadRules *some_rules(void)
{
    LeadRules *rules = arena_alloc(arena, sizeof *rules);
    lead_rules__init(rules);
    rules->scoring = arena_alloc(arena, 8 * sizeof *rules->scoring);
    rules->grades = arena_alloc(arena, 4 * sizeof *rules->grades);
    rules->priorities = arena_alloc(arena, 8 * sizeof *rules->priorities);
    add_score_rule(rules, "base", NULL, LEAD_RULES__OP__ANY, NULL, 10);
    add_score_rule(rules, "phone", "source_channel", LEAD_RULES__OP__EQ, "PHONE", 60);
    add_score_rule(rules, "silent", "do_not_call", LEAD_RULES__OP__EQ, "true", -30);
    add_score_rule(rules, "again", "touches", LEAD_RULES__OP__GE, "2", 50);
    add_band(rules, LEAD__GRADE__D, 0, LEAD__INTENT__NONE);
    add_band(rules, LEAD__GRADE__A, 70, LEAD__INTENT__READY);
    add_band(rules, LEAD__GRADE__B, 40, LEAD__INTENT__CONSIDERING);
    add_priority_rule(rules, "grade", "A", 400);
    add_priority_rule(rules, "kind", "ORGANISATION", 700);
    add_priority_rule(rules, "do_not_call", "true", -500);
    return rules;
}

static void test_LEA_08_and_09_scores_and_grades(void **state)
{
    static const struct {
        const char *facts;
        int followup, points, reasons;
        Lead__Grade grade;
        Lead__Intent intent;
    } rows[] = {
        {"", 0, 10, 1, LEAD__GRADE__D, LEAD__INTENT__NONE},
        {"source_channel=PHONE", 0, 70, 2, LEAD__GRADE__A, LEAD__INTENT__READY},
        {"source_channel=PHONE", -15, 55, 3, LEAD__GRADE__B, LEAD__INTENT__CONSIDERING},
        {"source_channel=PHONE touches=2", 0, 100, 3, LEAD__GRADE__A, LEAD__INTENT__READY},
        {"do_not_call=true", 0, 0, 2, LEAD__GRADE__D, LEAD__INTENT__NONE},
        {"", 30, 40, 2, LEAD__GRADE__B, LEAD__INTENT__CONSIDERING},
        {"", 29, 39, 2, LEAD__GRADE__D, LEAD__INTENT__NONE},
    };
    (void)state;
    const LeadRules *rules = some_rules();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct facts facts = facts_of(rows[i].facts);
        struct score score = score_assess(rules, &facts, rows[i].followup, 0);
        assert_int_equal(score.points, rows[i].points);
        assert_int_equal(score.n_reasons, rows[i].reasons);
        assert_int_equal(score.grade, rows[i].grade);
        assert_int_equal(score.intent, rows[i].intent);
        assert_string_equal(score.reasons[0]->rule, "base");
        assert_string_equal(score.reasons[0]->sentence, "always");
    }
}

static void test_LEA_19_followups_are_a_reason_of_their_own(void **state)
{
    (void)state;
    struct facts facts = facts_of("");
    struct score score = score_assess(some_rules(), &facts, 15, 0);
    assert_string_equal(score.reasons[1]->rule, "followup");
    assert_int_equal(score.reasons[1]->points, 15);
}

static void test_below_all_bands_is_the_lowest_grade(void **state)
{
    (void)state;
    LeadRules *rules = some_rules();
    rules->grades[0]->min_score = 20;
    struct facts facts = facts_of("");
    struct score score = score_assess(rules, &facts, 0, 0);
    assert_int_equal(score.grade, LEAD__GRADE__D);
    assert_int_equal(score.intent, LEAD__INTENT__NONE);
    assert_null(score_band(rules, 10));
}

static void test_LEA_10_priority_adds_up_with_reasons(void **state)
{
    static const struct {
        const char *facts;
        int points, reasons;
        const char *first;
    } rows[] = {
        {"", 0, 0, NULL},
        {"grade=A", 400, 1, "+400 grade is A"},
        {"grade=A kind=ORGANISATION", 1000, 2, "+400 grade is A"},
        {"grade=A do_not_call=true", 0, 2, "+400 grade is A"},
        {"do_not_call=true", 0, 1, "-500 do_not_call is true"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct facts facts = facts_of(rows[i].facts);
        struct priority priority = priority_of(some_rules(), &facts);
        assert_int_equal(priority.points, rows[i].points);
        assert_int_equal(priority.n_reasons, rows[i].reasons);
        if (rows[i].first)
            assert_string_equal(priority.reasons[0], rows[i].first);
    }
}

static void test_score_becomes_facts_once(void **state)
{
    (void)state;
    struct facts facts = facts_of("grade=C score=20");
    struct score score = {.points = 75, .grade = LEAD__GRADE__A, .intent = LEAD__INTENT__READY};
    score_add_facts(&facts, &score);
    assert_int_equal(facts.n, 3);
    assert_string_equal(facts_get(&facts, "grade"), "A");
    assert_string_equal(facts_get(&facts, "score"), "75");
    assert_string_equal(facts_get(&facts, "intent"), "READY");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_LEA_08_and_09_scores_and_grades),
        CASE(test_LEA_19_followups_are_a_reason_of_their_own),
        CASE(test_below_all_bands_is_the_lowest_grade),
        CASE(test_LEA_10_priority_adds_up_with_reasons),
        CASE(test_score_becomes_facts_once),
    };
    return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
