/* SPDX-License-Identifier: Apache-2.0
 * First-response deadlines and the next contact by urgency, intent and decision cycle.
 */
#include "cadence.h"

#include "sample.h"

static CadenceRule *rule_of(const char *code, int urgency, int intent, int cycle, uint32_t days, const char *channel)
{
    CadenceRule *rule = arena_alloc(arena, sizeof *rule);
    cadence_rule__init(rule);
    rule->code = code;
    rule->has_urgency = urgency > 0, rule->urgency = urgency;
    rule->has_intent = intent > 0, rule->intent = intent;
    rule->has_cycle = cycle > 0, rule->cycle = cycle;
    rule->days = days;
    rule->channel = channel;
    return rule;
}

static LeadRules *some_rules(void)
{
    LeadRules *rules = arena_alloc(arena, sizeof *rules);
    lead_rules__init(rules);
    rules->cadences = arena_alloc(arena, 5 * sizeof *rules->cadences);
    rules->cadences[0] = rule_of("urgent", CADENCE_RULE__URGENCY__HIGH, 0, 0, 2, "PHONE");
    rules->cadences[1] = rule_of("slow", 0, LEAD__INTENT__CONSIDERING, CADENCE_RULE__CYCLE__LONG, 14, "VISIT");
    rules->cadences[2] = rule_of("weekly", 0, LEAD__INTENT__CONSIDERING, 0, 7, "PHONE");
    rules->cadences[3] = rule_of("monthly", 0, LEAD__INTENT__VAGUE, 0, 30, "EMAIL");
    rules->cadences[3]->has_call_every = true;
    rules->cadences[3]->call_every = 3;
    rules->cadences[4] = rule_of("best", 0, LEAD__INTENT__NONE, 0, 10, "VISIT");
    rules->cadences[4]->tier = "A";
    rules->n_cadences = 5;
    return rules;
}

static void test_LEA_14_LEA_15_LEA_16_CUS_25_next_contact(void **state)
{
    static const struct {
        const char *facts;
        Lead__Intent intent;
        uint32_t attempts, days;
        const char *channel, *rule;
    } rows[] = {
        {"attribute.urgency=high", LEAD__INTENT__VAGUE, 0, 2, "PHONE", "urgent"},
        {"", LEAD__INTENT__CONSIDERING, 0, 7, "PHONE", "weekly"},
        {"attribute.decision_cycle_days=30", LEAD__INTENT__CONSIDERING, 0, 7, "PHONE", "weekly"},
        {"attribute.decision_cycle_days=31", LEAD__INTENT__CONSIDERING, 0, 14, "VISIT", "slow"},
        {"attribute.decision_cycle_days=soon", LEAD__INTENT__CONSIDERING, 0, 7, "PHONE", "weekly"},
        {"", LEAD__INTENT__VAGUE, 0, 30, "EMAIL", "monthly"},
        {"", LEAD__INTENT__VAGUE, 1, 30, "EMAIL", "monthly"},
        {"", LEAD__INTENT__VAGUE, 2, 30, "PHONE", "monthly"},
        {"", LEAD__INTENT__VAGUE, 3, 30, "EMAIL", "monthly"},
        {"", LEAD__INTENT__NONE, 0, 30, "PHONE", "none"},
        {"attribute.tier=B", LEAD__INTENT__NONE, 0, 30, "PHONE", "none"},
        {"attribute.tier=A", LEAD__INTENT__NONE, 0, 10, "VISIT", "best"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct facts facts = facts_of(rows[i].facts);
        struct cadence next =
            cadence_next(some_rules(), &facts, cadence_urgency(&facts, -1), rows[i].intent, rows[i].attempts);
        assert_int_equal(next.days, rows[i].days);
        assert_string_equal(next.channel, rows[i].channel);
        assert_string_equal(next.rule, rows[i].rule);
    }
}

static void test_the_qualification_knows_the_urgency_better(void **state)
{
    static const struct {
        const char *facts;
        int k14;
        CadenceRule__Urgency urgency;
    } rows[] = {
        {"attribute.urgency=HIGH", 0, CADENCE_RULE__URGENCY__LOW},
        {"attribute.urgency=HIGH", 2, CADENCE_RULE__URGENCY__MEDIUM},
        {"attribute.urgency=LOW", 4, CADENCE_RULE__URGENCY__HIGH},
        {"attribute.urgency=low", -1, CADENCE_RULE__URGENCY__LOW},
        {"", -1, CADENCE_RULE__URGENCY__MEDIUM},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct facts facts = facts_of(rows[i].facts);
        assert_int_equal(cadence_urgency(&facts, rows[i].k14), rows[i].urgency);
    }
}

static void test_LEA_12_deadline_by_grade_and_source(void **state)
{
    (void)state;
    ResponseDeadline hot = RESPONSE_DEADLINE__INIT, web = RESPONSE_DEADLINE__INIT;
    hot.field = "grade", hot.op = LEAD_RULES__OP__EQ, hot.value = "A", hot.minutes = 30;
    web.field = "source_channel", web.op = LEAD_RULES__OP__EQ, web.value = "WEB", web.minutes = 240;
    ResponseDeadline *list[] = {&hot, &web};
    LeadRules rules = LEAD_RULES__INIT;
    rules.deadlines = list;
    rules.n_deadlines = 2;
    struct facts a = facts_of("grade=A source_channel=WEB"), b = facts_of("grade=B source_channel=WEB"),
                 c = facts_of("grade=B source_channel=STORE");
    assert_int_equal(cadence_deadline_minutes(&rules, &a), 30);
    assert_int_equal(cadence_deadline_minutes(&rules, &b), 240);
    assert_int_equal(cadence_deadline_minutes(&rules, &c), 0);
    hot.has_source_channel = true, hot.source_channel = CHANNEL__STORE;
    web.has_grade = true, web.grade = LEAD__GRADE__B;
    assert_int_equal(cadence_deadline_minutes(&rules, &a), 0);
    assert_int_equal(cadence_deadline_minutes(&rules, &b), 240);
    struct facts d = facts_of("grade=A source_channel=STORE");
    assert_int_equal(cadence_deadline_minutes(&rules, &d), 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_LEA_14_LEA_15_LEA_16_CUS_25_next_contact),
        CASE(test_the_qualification_knows_the_urgency_better),
        CASE(test_LEA_12_deadline_by_grade_and_source),
    };
    return cmocka_run_group_tests_name("cadence", tests, NULL, NULL);
}
