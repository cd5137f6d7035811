/* SPDX-License-Identifier: Apache-2.0
 * CUS-33, LEA-30: the decision about contact, as a table.
 */
#include "customers/permission.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CALL CONTACT_PERMISSION__MEDIUM__CALL
#define EMAIL CONTACT_PERMISSION__MEDIUM__EMAIL
#define REASON(word) CONTACT_DECISION__REASON__##word

/* A call on a Wednesday at ten that nothing speaks against. */
static const struct contact_facts fine = {
    .medium = CALL,
    .customer_open = true,
    .kind = CONTACT_POINT__KIND__PHONE,
    .point_usable = true,
    .from_minute = 9 * 60,
    .until_minute = 18 * 60,
    .weekdays = 0x1F,
    .daily_cap = 3,
    .local_minute = 10 * 60,
    .local_weekday = 2,
};

static void expect(struct contact_facts facts, ContactDecision__Reason first, size_t n)
{
    struct decision decision = permission_decide(&facts);
    assert_int_equal(decision.n, n);
    if (n)
        assert_int_equal(decision.reasons[0], first);
}

static void CUS_33_nothing_speaks_against(void **state)
{
    (void)state;
    expect(fine, REASON(PERMITTED), 0);
}

static void CUS_33_each_fact_refuses_alone(void **state)
{
    (void)state;
    struct contact_facts facts = fine;
    facts.customer_open = false;
    expect(facts, REASON(CUSTOMER_CLOSED), 1);
    facts = fine, facts.point_usable = false;
    expect(facts, REASON(POINT_INVALID), 1);
    facts = fine, facts.kind = CONTACT_POINT__KIND__EMAIL;
    expect(facts, REASON(POINT_INVALID), 1);
    facts = fine, facts.blocked = true;
    expect(facts, REASON(BLOCKED), 1);
    facts = fine, facts.withdrawn = true;
    expect(facts, REASON(WITHDRAWN), 1);
    facts = fine, facts.needs_grant = true;
    expect(facts, REASON(NO_GRANT), 1);
    facts = fine, facts.attempts_today = 3;
    expect(facts, REASON(DAILY_CAP), 1);
}

static void CUS_33_hours_have_edges(void **state)
{
    (void)state;
    static const struct {
        int minute, weekday;
        bool permitted;
    } rows[] = {
        {9 * 60 - 1, 0, false}, {9 * 60, 0, true}, {18 * 60 - 1, 4, true}, {18 * 60, 4, false},
        {0, 0, false}, {1439, 0, false}, {600, 5, false}, {600, 6, false}, {600, 4, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct contact_facts facts = fine;
        facts.local_minute = rows[i].minute;
        facts.local_weekday = rows[i].weekday;
        expect(facts, REASON(OUTSIDE_HOURS), rows[i].permitted ? 0 : 1);
    }
}

static void CUS_33_the_policy_that_ships_restricts_nothing(void **state)
{
    (void)state;
    struct contact_facts facts = fine;
    facts.from_minute = 0, facts.until_minute = MINUTES_A_DAY, facts.weekdays = 0x7F, facts.daily_cap = 0;
    facts.attempts_today = 1000;
    for (facts.local_weekday = 0; facts.local_weekday < 7; facts.local_weekday++)
        for (facts.local_minute = 0; facts.local_minute < MINUTES_A_DAY; facts.local_minute += 60)
            expect(facts, REASON(PERMITTED), 0);
}

static void CUS_33_a_block_overrides_a_grant(void **state)
{
    (void)state;
    struct contact_facts facts = fine;
    facts.granted = true, facts.blocked = true, facts.needs_grant = true;
    expect(facts, REASON(BLOCKED), 1);
    assert_int_equal(permission_state(&facts), CONTACT_PERMISSION__STATE__BLOCKED);
}

static void CUS_33_all_reasons_are_told_gravest_first(void **state)
{
    (void)state;
    struct contact_facts facts = {.medium = CALL,
                                  .kind = CONTACT_POINT__KIND__PHONE,
                                  .blocked = true,
                                  .withdrawn = true,
                                  .needs_grant = true,
                                  .daily_cap = 1,
                                  .attempts_today = 1};
    struct decision decision = permission_decide(&facts);
    static const ContactDecision__Reason all[] = {REASON(CUSTOMER_CLOSED), REASON(POINT_INVALID), REASON(BLOCKED),
                                                  REASON(WITHDRAWN), REASON(NO_GRANT), REASON(OUTSIDE_HOURS),
                                                  REASON(DAILY_CAP)};
    assert_int_equal(decision.n, sizeof all / sizeof *all);
    assert_memory_equal(decision.reasons, all, sizeof all);
}

static void CUS_33_an_email_may_come_at_night(void **state)
{
    (void)state;
    struct contact_facts facts = fine;
    facts.medium = EMAIL, facts.kind = CONTACT_POINT__KIND__EMAIL, facts.local_minute = 0;
    expect(facts, REASON(PERMITTED), 0);
}

static void CUS_33_what_a_medium_reaches(void **state)
{
    (void)state;
    assert_true(medium_reaches(CALL, CONTACT_POINT__KIND__PHONE));
    assert_false(medium_reaches(CALL, CONTACT_POINT__KIND__ADDRESS));
    assert_true(medium_reaches(CONTACT_PERMISSION__MEDIUM__POST, CONTACT_POINT__KIND__ADDRESS));
    assert_false(medium_reaches(EMAIL, CONTACT_POINT__KIND__PHONE));
    assert_true(medium_reaches(CONTACT_PERMISSION__MEDIUM__IM, CONTACT_POINT__KIND__IM));
}

static void CUS_33_every_reason_has_its_sentence(void **state)
{
    (void)state;
    const ProtobufCEnumDescriptor *reasons = &contact_decision__reason__descriptor;
    for (unsigned i = 0; i < reasons->n_values; i++)
        for (unsigned k = 0; k < i; k++)
            assert_string_not_equal(permission_sentence((ContactDecision__Reason)reasons->values[i].value),
                                    permission_sentence((ContactDecision__Reason)reasons->values[k].value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CUS_33_nothing_speaks_against),
        cmocka_unit_test(CUS_33_each_fact_refuses_alone),
        cmocka_unit_test(CUS_33_hours_have_edges),
        cmocka_unit_test(CUS_33_the_policy_that_ships_restricts_nothing),
        cmocka_unit_test(CUS_33_a_block_overrides_a_grant),
        cmocka_unit_test(CUS_33_all_reasons_are_told_gravest_first),
        cmocka_unit_test(CUS_33_an_email_may_come_at_night),
        cmocka_unit_test(CUS_33_what_a_medium_reaches),
        cmocka_unit_test(CUS_33_every_reason_has_its_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
