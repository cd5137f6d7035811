/* SPDX-License-Identifier: Apache-2.0
 * Every operator against present, repeated and absent fields.
 */
#include "sample.h"

static void test_conditions(void **state)
{
    static const struct {
        const char *facts, *field;
        LeadRules__Op op;
        const char *value;
        bool holds;
    } rows[] = {
        {"", "source", LEAD_RULES__OP__ANY, NULL, true},
        {"source=Google", "source", LEAD_RULES__OP__EQ, "google", true},
        {"source=Google", "source", LEAD_RULES__OP__EQ, "goog", false},
        {"", "source", LEAD_RULES__OP__EQ, "google", false},
        {"", "source", LEAD_RULES__OP__EQ, "", true},
        {"source=Google", "source", LEAD_RULES__OP__NE, "google", false},
        {"", "source", LEAD_RULES__OP__NE, "google", true},
        {"source=Direct_Traffic", "source", LEAD_RULES__OP__IN, "Google|direct traffic", true},
        {"source=Direct", "source", LEAD_RULES__OP__IN, "Google|Direct Traffic", false},
        {"", "source", LEAD_RULES__OP__IN, "a||b", true},
        {"", "source", LEAD_RULES__OP__IN, "a|b", false},
        {"source=b", "source", LEAD_RULES__OP__NOT_IN, "a|b", false},
        {"source=c", "source", LEAD_RULES__OP__NOT_IN, "a|b", true},
        {"interest=a interest=b", "interest", LEAD_RULES__OP__EQ, "b", true},
        {"interest=a interest=b", "interest", LEAD_RULES__OP__NE, "b", false},
        {"interest=a interest=b", "interest", LEAD_RULES__OP__NE, "c", true},
        {"touches=10", "touches", LEAD_RULES__OP__GE, "9", true},
        {"touches=9", "touches", LEAD_RULES__OP__GE, "9", true},
        {"touches=8.5", "touches", LEAD_RULES__OP__GE, "9", false},
        {"touches=many", "touches", LEAD_RULES__OP__GE, "9", false},
        {"", "touches", LEAD_RULES__OP__GE, "0", false},
        {"touches=9", "touches", LEAD_RULES__OP__LE, "9", true},
        {"touches=-1", "touches", LEAD_RULES__OP__LE, "-1.5", false},
        {"keyword=MBA_online", "keyword", LEAD_RULES__OP__CONTAINS, "mba", true},
        {"keyword=MBA", "keyword", LEAD_RULES__OP__CONTAINS, "mbas", false},
        {"keyword=x", "keyword", LEAD_RULES__OP__PRESENT, NULL, true},
        {"", "keyword", LEAD_RULES__OP__PRESENT, NULL, false},
        {"keyword=x", "keyword", LEAD_RULES__OP__ABSENT, NULL, false},
        {"", "keyword", LEAD_RULES__OP__ABSENT, NULL, true},
        {"attribute.quality=High", "attribute.quality", LEAD_RULES__OP__EQ, "HIGH", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct facts facts = facts_of(rows[i].facts);
        if (condition_holds(&facts, rows[i].field, rows[i].op, rows[i].value) != rows[i].holds)
            fail_msg("row %zu: [%s] %s %d %s", i, rows[i].facts, rows[i].field, (int)rows[i].op, rows[i].value);
    }
}

static void test_sentences(void **state)
{
    (void)state;
    assert_string_equal(condition_sentence(arena, NULL, LEAD_RULES__OP__ANY, NULL), "always");
    assert_string_equal(condition_sentence(arena, "grade", LEAD_RULES__OP__EQ, "A"), "grade is A");
    assert_string_equal(condition_sentence(arena, "grade", LEAD_RULES__OP__NE, ""), "grade is not empty");
    assert_string_equal(condition_sentence(arena, "score", LEAD_RULES__OP__GE, "40"), "score is at least 40");
    assert_string_equal(condition_sentence(arena, "need", LEAD_RULES__OP__ABSENT, "x"), "need is absent");
}

static void test_known_fields(void **state)
{
    (void)state;
    assert_true(condition_field_is_known("source_channel"));
    assert_true(condition_field_is_known("attribute.city"));
    assert_false(condition_field_is_known("attribute."));
    assert_false(condition_field_is_known("phone"));
}

static void test_dropped_facts_are_gone(void **state)
{
    (void)state;
    struct facts facts = facts_of("a=1 b=2 a=3");
    facts_drop(&facts, "a");
    assert_null(facts_get(&facts, "a"));
    assert_string_equal(facts_get(&facts, "b"), "2");
    for (int i = 0; i < 100; i++)
        facts_add_number(&facts, "n", i);
    assert_int_equal(facts.n, 101);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_conditions),
        CASE(test_sentences),
        CASE(test_known_fields),
        CASE(test_dropped_facts_are_gone),
    };
    return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
