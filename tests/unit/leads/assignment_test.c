/* SPDX-License-Identifier: Apache-2.0
 * Strategies over agents with and without room, and the sentence that explains the pick.
 */
#include "assignment.h"

#include "sample.h"

enum { N = 4 };

static struct agent *four_agents(void)
{
    struct agent *agents = arena_alloc(arena, N * sizeof *agents);
    for (int i = 0; i < N; i++) {
        agents[i].user_id = arena_printf(arena, "agent-%d", i);
        agents[i].team_path = i < 3 ? "/hq/sales/" : "/hq/stores/";
        agents[i].path = arena_printf(arena, "%s~agent-%d", agents[i].team_path, i);
        agents[i].roles = i < 3 ? "|telesales_agent|" : "|store_clerk|field_sales|";
        agents[i].capacity = 10;
        agents[i].weight = 1;
    }
    return agents;
}

static const struct facts *no_facts(void)
{
    static struct facts facts;
    facts_init(&facts, arena);
    return &facts;
}

static AssignmentRule rule_of(AssignmentRule__Strategy strategy)
{
    AssignmentRule rule = ASSIGNMENT_RULE__INIT;
    rule.code = "r";
    rule.strategy = strategy;
    return rule;
}

/* "0120": who gets the next leads, one after the other; "-" for nobody. */
static const char *sequence(const AssignmentRule *rule, struct agent *agents, int n)
{
    char *text = arena_alloc(arena, (size_t)n + 1);
    for (int i = 0; i < n; i++) {
        struct pick pick = assignment_pick(rule, no_facts(), agents, N, NULL);
        text[i] = pick.agent ? (char)('0' + (pick.agent - agents)) : '-';
        if (pick.agent)
            assignment_take(agents, N, pick.agent);
    }
    return text;
}

static void test_LEA_25_round_robin_takes_turns(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__ROUND_ROBIN);
    assert_string_equal(sequence(&rule, four_agents(), 9), "012301230");
    rule.team_path = "/hq/sales/";
    assert_string_equal(sequence(&rule, four_agents(), 7), "0120120");
    rule.team_path = "/hq/";
    rule.role = "store_clerk";
    assert_string_equal(sequence(&rule, four_agents(), 2), "33");
    rule.role = "clerk";
    assert_string_equal(sequence(&rule, four_agents(), 1), "-");
}

static void test_LEA_25_least_loaded_counts_by_capacity(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__LEAST_LOADED);
    struct agent *agents = four_agents();
    agents[0].open_leads = 4;
    agents[1].open_leads = 3;
    agents[2].open_leads = 5;
    agents[2].capacity = 100;
    agents[3].open_leads = 9;
    assert_string_equal(sequence(&rule, agents, 3), "222");
    struct pick pick = assignment_pick(&rule, no_facts(), agents, N, NULL);
    assert_string_equal(pick.reason, "rule r: least loaded of 4 agents, 8 of 100 open leads");
    assert_int_equal(pick.n_candidates, 4);
    assert_string_equal(pick.candidates[0], "agent-2");
    assert_string_equal(pick.candidates[1], "agent-1");
    assert_string_equal(pick.candidates[3], "agent-3");
}

static void test_LEA_25_weights_say_how_often(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__WEIGHTED);
    struct agent *agents = four_agents();
    agents[1].weight = 3;
    agents[1].capacity = 100;
    const char *who = sequence(&rule, agents, 24);
    int count[N] = {0};
    for (; *who; who++)
        count[*who - '0']++;
    assert_in_range(count[1], 11, 13);
    for (int i = 0; i < N; i++)
        if (i != 1)
            assert_in_range(count[i], 3, 5);
}

static void test_a_late_comer_does_not_get_everything(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__WEIGHTED);
    struct agent *agents = four_agents();
    for (int i = 0; i < N; i++)
        agents[i].capacity = 1000;
    agents[3].capacity = 0;
    (void)sequence(&rule, agents, 300);
    agents[3].capacity = 1000;
    const char *who = sequence(&rule, agents, 40);
    int late = 0;
    for (; *who; who++)
        late += *who == '3';
    assert_in_range(late, 8, 12);
}

static void test_LEA_24_capacity_is_never_exceeded(void **state)
{
    static const AssignmentRule__Strategy strategies[] = {
        ASSIGNMENT_RULE__STRATEGY__ROUND_ROBIN,
        ASSIGNMENT_RULE__STRATEGY__LEAST_LOADED,
        ASSIGNMENT_RULE__STRATEGY__WEIGHTED,
    };
    (void)state;
    for (size_t s = 0; s < 3; s++) {
        AssignmentRule rule = rule_of(strategies[s]);
        struct agent *agents = four_agents();
        agents[0].capacity = 0;
        agents[1].capacity = 1;
        const char *who = sequence(&rule, agents, 25);
        int taken = 0, pooled = 0;
        for (const char *at = who; *at; at++)
            *at == '-' ? pooled++ : taken++;
        assert_int_equal(taken, 21);
        assert_int_equal(pooled, 4);
        for (int i = 0; i < N; i++)
            assert_true(agents[i].open_leads <= agents[i].capacity);
    }
}

static void test_LEA_25_the_owner_of_the_customer_comes_first(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__ROUND_ROBIN);
    struct agent *agents = four_agents();
    assert_string_equal(assignment_pick(&rule, no_facts(), agents, N, "agent-2").agent->user_id, "agent-0");
    rule.sticky = true;
    struct pick pick = assignment_pick(&rule, no_facts(), agents, N, "agent-2");
    assert_string_equal(pick.agent->user_id, "agent-2");
    assert_string_equal(pick.reason, "rule r: already has the customer");
    agents[2].open_leads = agents[2].capacity;
    assert_string_equal(assignment_pick(&rule, no_facts(), agents, N, "agent-2").agent->user_id, "agent-0");
}

static void test_nobody_is_explained(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__ROUND_ROBIN);
    struct agent *agents = four_agents();
    assert_string_equal(assignment_pick(&rule, no_facts(), agents, 0, NULL).reason, "rule r: no agent is there");
    agents[0].capacity = 0;
    assert_string_equal(assignment_pick(&rule, no_facts(), agents, 1, NULL).reason,
                        "rule r: all agents who are there (1) are full");
}

static void test_only_the_best_candidates_are_kept(void **state)
{
    enum { MANY = 25 };
    (void)state;
    struct agent agents[MANY];
    for (int i = 0; i < MANY; i++)
        agents[i] = (struct agent){.user_id = arena_printf(arena, "agent-%02d", i), .path = "/hq/~x",
                                   .team_path = "/hq/", .roles = "|field_sales|", .capacity = 100, .weight = 1,
                                   .open_leads = (uint32_t)((i * 7 + 3) % MANY)};
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__LEAST_LOADED);
    struct pick pick = assignment_pick(&rule, no_facts(), agents, MANY, NULL);
    assert_int_equal(pick.n_candidates, CANDIDATES_MAX);
    for (size_t i = 0; i < pick.n_candidates; i++) {
        int nth = (pick.candidates[i][6] - '0') * 10 + pick.candidates[i][7] - '0';
        assert_int_equal(agents[nth].open_leads, i);
    }
}

static void test_first_matching_rule(void **state)
{
    (void)state;
    AssignmentRule one = rule_of(ASSIGNMENT_RULE__STRATEGY__POOL), two = rule_of(ASSIGNMENT_RULE__STRATEGY__WEIGHTED);
    one.field = "grade";
    one.op = LEAD_RULES__OP__EQ;
    one.value = "D";
    two.op = LEAD_RULES__OP__ANY;
    AssignmentRule *list[] = {&one, &two};
    LeadRules rules = LEAD_RULES__INIT;
    rules.assignments = list;
    rules.n_assignments = 2;
    struct facts weak = facts_of("grade=D"), good = facts_of("grade=A");
    assert_ptr_equal(assignment_rule(&rules, &weak), &one);
    assert_ptr_equal(assignment_rule(&rules, &good), &two);
    rules.n_assignments = 1;
    assert_null(assignment_rule(&rules, &good));
}

static void test_LEA_25_skill_territory_and_tier_are_asked_for(void **state)
{
    (void)state;
    AssignmentRule__Match all[] = {ASSIGNMENT_RULE__MATCH__SKILL, ASSIGNMENT_RULE__MATCH__TERRITORY,
                                   ASSIGNMENT_RULE__MATCH__TIER};
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__ROUND_ROBIN);
    rule.matches = all, rule.n_matches = 3;
    struct agent *agents = four_agents();
    agents[0].skills = "|course|", agents[0].territories = "|north|", agents[0].tiers = "|A|";
    agents[1].skills = "|course|Planner|", agents[1].territories = "|north|", agents[1].tiers = "|B|A|";
    struct facts facts = facts_of("product=planner attribute.region=north attribute.tier=A");
    assert_string_equal(assignment_pick(&rule, &facts, agents, N, NULL).agent->user_id, "agent-1");
    struct facts elsewhere = facts_of("product=planner attribute.region=south");
    struct pick none = assignment_pick(&rule, &elsewhere, agents, N, NULL);
    assert_null(none.agent);
    assert_string_equal(none.reason, "rule r: none of 4 agents has what the lead asks for");
    struct facts customers = facts_of("product=planner attribute.customer_region=north attribute.tier=A");
    assert_string_equal(assignment_pick(&rule, &customers, agents, N, NULL).agent->user_id, "agent-1");
    struct facts abroad = facts_of("product=planner attribute.customer_region=DE attribute.tier=A");
    assert_string_equal(assignment_pick(&rule, &abroad, agents, N, NULL).agent->user_id, "agent-1");
    agents[1].territories = "|north|CN|";
    assert_null(assignment_pick(&rule, &abroad, agents, N, NULL).agent);
    agents[1].territories = "||";
    assert_null(assignment_pick(&rule, &abroad, agents, N, NULL).agent);
    agents[1].territories = "|DE|north|";
    assert_string_equal(assignment_pick(&rule, &abroad, agents, N, NULL).agent->user_id, "agent-1");
    struct facts moved = facts_of("product=planner attribute.region=south attribute.customer_region=north");
    assert_null(assignment_pick(&rule, &moved, agents, N, NULL).agent);
    struct facts part = facts_of("product=plan");
    assert_null(assignment_pick(&rule, &part, agents, N, NULL).agent);
    assert_string_equal(assignment_pick(&rule, no_facts(), agents, N, NULL).agent->user_id, "agent-0");
}

static void test_LEA_25_who_is_off_shift_is_passed_over(void **state)
{
    (void)state;
    AssignmentRule rule = rule_of(ASSIGNMENT_RULE__STRATEGY__ROUND_ROBIN);
    struct agent *agents = four_agents();
    agents[0].off_shift = true;
    agents[1].open_leads = 7;
    struct pick pick = assignment_pick(&rule, no_facts(), agents, 2, NULL);
    assert_string_equal(pick.agent->user_id, "agent-1");
    assert_int_equal(pick.n_candidates, 1);
    assert_int_equal(pick.loads[0], 7);
    assert_string_equal(assignment_pick(&rule, no_facts(), agents, 1, NULL).reason,
                        "rule r: no agent is on shift (1 are off)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_LEA_25_skill_territory_and_tier_are_asked_for),
        CASE(test_LEA_25_who_is_off_shift_is_passed_over),
        CASE(test_LEA_25_round_robin_takes_turns),
        CASE(test_LEA_25_least_loaded_counts_by_capacity),
        CASE(test_LEA_25_weights_say_how_often),
        CASE(test_a_late_comer_does_not_get_everything),
        CASE(test_LEA_24_capacity_is_never_exceeded),
        CASE(test_LEA_25_the_owner_of_the_customer_comes_first),
        CASE(test_nobody_is_explained),
        CASE(test_only_the_best_candidates_are_kept),
        CASE(test_first_matching_rule),
    };
    return cmocka_run_group_tests_name("assignment", tests, NULL, NULL);
}
