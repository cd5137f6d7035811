/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/due.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HOUR (INT64_C(3600) * 1000000)
#define NOW (1000 * HOUR)

static struct schedule_facts facts_with_backup(void)
{
    return (struct schedule_facts){.now_us = NOW, .born_us = NOW - 500 * HOUR, .first_us = NOW - 100 * HOUR, .last_us = NOW - 23 * HOUR,
                                   .every_us = 24 * HOUR, .drill_every_us = 168 * HOUR};
}

static void test_PLT_03_the_first_backup_is_due_by_the_age_of_the_records(void **state)
{
    (void)state;
    struct schedule_facts facts = {.now_us = NOW, .born_us = NOW - 24 * HOUR + 1, .every_us = 24 * HOUR, .drill_every_us = HOUR};
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
    facts.now_us++;
    assert_int_equal(schedule_due(&facts), DUE_BACKUP);
    facts.born_us = 0;
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
}

static void test_PLT_03_the_next_backup_is_due_by_the_last_good_one(void **state)
{
    (void)state;
    struct schedule_facts facts = facts_with_backup();
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
    facts.last_us -= HOUR;
    assert_int_equal(schedule_due(&facts), DUE_BACKUP);
    facts.every_us = 0;
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
}

static void test_PLT_03_a_drill_is_due_by_the_last_one_or_the_first_backup(void **state)
{
    (void)state;
    struct schedule_facts facts = facts_with_backup();
    facts.first_us = NOW - 168 * HOUR;
    assert_int_equal(schedule_due(&facts), DUE_DRILL);
    facts.drilled_us = NOW - 167 * HOUR;
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
    facts.drilled_us -= HOUR;
    assert_int_equal(schedule_due(&facts), DUE_DRILL);
    facts.drill_every_us = 0;
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
}

static void test_PLT_03_without_a_backup_there_is_no_drill(void **state)
{
    (void)state;
    struct schedule_facts facts = {.now_us = NOW, .born_us = NOW - 500 * HOUR, .drill_every_us = HOUR};
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
}

static void test_PLT_03_what_failed_is_tried_again_in_an_hour(void **state)
{
    (void)state;
    struct schedule_facts facts = facts_with_backup();
    facts.last_us = NOW - 30 * HOUR;
    facts.tried_us = NOW - HOUR + 1;
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
    facts.drilled_us = NOW - 200 * HOUR;
    assert_int_equal(schedule_due(&facts), DUE_DRILL);
    facts.drill_tried_us = NOW - HOUR + 1;
    assert_int_equal(schedule_due(&facts), DUE_NOTHING);
    facts.now_us++;
    assert_int_equal(schedule_due(&facts), DUE_BACKUP);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_PLT_03_the_first_backup_is_due_by_the_age_of_the_records),
        cmocka_unit_test(test_PLT_03_the_next_backup_is_due_by_the_last_good_one),
        cmocka_unit_test(test_PLT_03_a_drill_is_due_by_the_last_one_or_the_first_backup),
        cmocka_unit_test(test_PLT_03_without_a_backup_there_is_no_drill),
        cmocka_unit_test(test_PLT_03_what_failed_is_tried_again_in_an_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
