/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle row by row, and what is derived from a capture.
 */
#include "lead.h"

#include "sample.h"

static void test_every_row_of_the_lifecycle_can_be_walked(void **state)
{
    (void)state;
    for (size_t i = 0; i < lead_lifecycle.n; i++) {
        const struct transition *row = &lead_lifecycle.rows[i];
        const ProtobufCEnumValue *from =
            protobuf_c_enum_descriptor_get_value_by_name(&lead__state__descriptor, row->from);
        assert_non_null(from);
        assert_true(strlen(row->sentence) > 10);
        Lead lead = LEAD__INIT;
        lead.has_state = true;
        lead.state = from->value;
        assert_int_equal(lead_step(&lead, row->verb, NULL), STATUS_OK);
        assert_string_equal(lead_state_name(lead.state), row->to);
    }
}

/* What the domain model draws, and nothing else, leads out of a state. */
static void test_states_allow_these_verbs_only(void **state)
{
    static const struct {
        Lead__State from;
        const char *verbs;
    } rows[] = {
        {LEAD__STATE__CAPTURED, " fold screen_in screen_out "},
        {LEAD__STATE__DUPLICATE, " withdraw "},
        {LEAD__STATE__UNASSIGNED, " assign pool withdraw "},
        {LEAD__STATE__ASSIGNED, " start reassign release recycle disqualify withdraw "},
        {LEAD__STATE__POOLED, " claim assign withdraw "},
        {LEAD__STATE__WORKING, " reassign release recycle qualify nurture disqualify "},
        {LEAD__STATE__QUALIFIED, " reassign convert settle nurture disqualify "},
        {LEAD__STATE__CONVERTING, " settle fall_back "},
        {LEAD__STATE__CONVERTED, " "},
        {LEAD__STATE__NURTURING, " reassign revive disqualify "},
        {LEAD__STATE__DISQUALIFIED, " reopen withdraw "},
        {LEAD__STATE__WITHDRAWN, " capture "},
    };
    static const char *const verbs[] = {"fold",    "screen in", "screen out", "assign",     "pool",    "claim",
                                        "start",   "reassign",  "release",    "recycle",    "qualify", "convert",
                                        "settle",  "fall back", "nurture",    "disqualify", "revive",  "reopen",
                                        "withdraw", "capture"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
            struct error error = {0};
            Lead lead = LEAD__INIT;
            lead.has_state = true;
            lead.state = rows[i].from;
            char *word = arena_printf(arena, " %s ", verbs[v]);
            for (char *c = word + 1; c[1]; c++)
                if (*c == ' ')
                    *c = '_';
            bool allowed = lead_step(&lead, verbs[v], &error) == STATUS_OK;
            if (allowed != (strstr(rows[i].verbs, word) != NULL))
                fail_msg("%s from %s: %d", verbs[v], lead_state_name(rows[i].from), allowed);
            if (!allowed)
                assert_string_equal(error.reason, "WRONG_STATE");
        }
}

static void test_the_same_capture_has_the_same_id(void **state)
{
    char a[ID_TEXT], b[ID_TEXT], c[ID_TEXT], d[ID_TEXT], e[ID_TEXT];
    (void)state;
    lead_derive_id("crm-1", "somebody", "key-1", a);
    lead_derive_id("crm-1", "somebody else", "key-2", b);
    lead_derive_id("crm-2", "somebody", "key-1", c);
    lead_derive_id(NULL, "somebody", "key-1", d);
    lead_derive_id("", "somebody", "key-1", e);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
    assert_string_not_equal(a, d);
    assert_string_equal(d, e);
    lead_derive_id(NULL, "somebody else", "key-1", e);
    assert_string_not_equal(d, e);
}

static void test_the_slot_compares_products(void **state)
{
    (void)state;
    assert_string_equal(lead_slot_product(arena, "  Planner Pro "), "planner pro");
    assert_string_equal(lead_slot_product(arena, NULL), "");
    assert_string_equal(lead_slot_product(arena, "\xe4\xbf\x9d\xe9\x99\xa9"), "\xe4\xbf\x9d\xe9\x99\xa9");
}

static void test_teams_of_paths(void **state)
{
    (void)state;
    assert_string_equal(lead_team_of(arena, "/hq/sales/~0190"), "/hq/sales/");
    assert_string_equal(lead_team_of(arena, "/hq/sales/"), "/hq/sales/");
    assert_string_equal(lead_team_of(arena, NULL), "/");
}

static void test_evidence_holds_no_contact_point(void **state)
{
    static const struct {
        const char *text;
        bool clean;
    } rows[] = {
        {"budget of 2,000,000 approved for Q3", true},
        {"order 123456789 is open", true},
        {"call 13812345678", false},
        {"call +86 138-1234-5678", false},
        {"write to someone@example.com", false},
        {"2026 2027 and 2028 plans", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (lead_evidence_is_clean(rows[i].text) != rows[i].clean)
            fail_msg("row %zu", i);
}

static void test_LEA_24_what_counts_as_load(void **state)
{
    static const struct {
        Lead__State state;
        bool open, load;
    } rows[] = {
        {LEAD__STATE__DUPLICATE, false, false}, {LEAD__STATE__UNASSIGNED, true, false},
        {LEAD__STATE__ASSIGNED, true, true},    {LEAD__STATE__POOLED, true, false},
        {LEAD__STATE__WORKING, true, true},     {LEAD__STATE__QUALIFIED, true, true},
        {LEAD__STATE__CONVERTING, true, true},  {LEAD__STATE__CONVERTED, false, false},
        {LEAD__STATE__NURTURING, true, false},  {LEAD__STATE__DISQUALIFIED, false, false},
        {LEAD__STATE__WITHDRAWN, false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Lead lead = LEAD__INIT;
        lead.state = rows[i].state;
        assert_int_equal(lead_is_open(&lead), rows[i].open);
        assert_int_equal(lead_is_load(&lead), rows[i].load);
    }
}

static void test_LEA_04_what_counts_as_work(void **state)
{
    Google__Protobuf__Timestamp *at = lead_time(arena, 1);
    const struct {
        Lead lead;
        bool work;
    } rows[] = {
        {{.state = LEAD__STATE__ASSIGNED, .assignment_rule = "round"}, false},
        {{.state = LEAD__STATE__POOLED, .assignment_rule = "recycle", .owners = 1}, false},
        {{.state = LEAD__STATE__POOLED}, false},
        {{.state = LEAD__STATE__DUPLICATE}, false},
        {{.state = LEAD__STATE__DISQUALIFIED, .lost_reason = "INVALID"}, false},
        {{.state = LEAD__STATE__DISQUALIFIED, .lost_reason = "PRICE", .owners = 1}, true},
        {{.state = LEAD__STATE__ASSIGNED, .assignment_rule = "manual"}, true},
        {{.state = LEAD__STATE__ASSIGNED, .assignment_rule = "claim"}, true},
        {{.state = LEAD__STATE__POOLED, .assignment_rule = "release"}, true},
        {{.state = LEAD__STATE__ASSIGNED, .attempts = 1}, true},
        {{.state = LEAD__STATE__ASSIGNED, .pulled_at = at}, true},
        {{.state = LEAD__STATE__ASSIGNED, .first_contacted_at = at}, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if ((lead_work_since(&rows[i].lead) != NULL) != rows[i].work)
            fail_msg("row %zu", i);
}

static void test_times_go_there_and_back(void **state)
{
    static const int64_t rows[] = {0, 1, -1, 1700000000123456, -1500001};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Google__Protobuf__Timestamp *time = lead_time(arena, rows[i]);
        assert_true(time->nanos >= 0);
        assert_true(lead_us(time) == rows[i]);
    }
    assert_true(lead_us(NULL) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_every_row_of_the_lifecycle_can_be_walked),
        CASE(test_states_allow_these_verbs_only),
        CASE(test_the_same_capture_has_the_same_id),
        CASE(test_the_slot_compares_products),
        CASE(test_teams_of_paths),
        CASE(test_evidence_holds_no_contact_point),
        CASE(test_LEA_24_what_counts_as_load),
        CASE(test_LEA_04_what_counts_as_work),
        CASE(test_times_go_there_and_back),
    };
    return cmocka_run_group_tests_name("lead", tests, NULL, NULL);
}
