/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define F(name) MERGE_CUSTOMERS_REQUEST__FIELD__##name

static const char *reason_of(const char *other, const char *kind, const char *state, MergeCustomersRequest__Field take,
                             struct error *error)
{
    struct merge_side survivor = {"a", "PERSON", "ACTIVE"}, alias = {other, kind, state};
    *error = (struct error){0};
    if (merge_check(&survivor, &alias, &take, 1, error) == STATUS_OK)
        return "OK";
    return error->reason[0] ? error->reason : error->field;
}

static void test_CUS_32_who_may_be_merged(void **state)
{
    (void)state;
    struct error error;
    assert_string_equal(reason_of("b", "PERSON", "PROSPECT", F(TIER), &error), "OK");
    assert_string_equal(reason_of("b", "PERSON", "DORMANT", F(BIRTH_DATE), &error), "OK");
    assert_string_equal(reason_of("A", "PERSON", "PROSPECT", F(TIER), &error), "alias_id");
    assert_string_equal(reason_of("b", "ORGANISATION", "PROSPECT", F(TIER), &error), "KIND");
    assert_string_equal(reason_of("b", "PERSON", "MERGED", F(TIER), &error), "CUSTOMER_CLOSED");
    assert_string_equal(reason_of("b", "PERSON", "ERASED", F(TIER), &error), "CUSTOMER_CLOSED");
    assert_string_equal(reason_of("b", "PERSON", "ACTIVE", F(SIZE_BAND), &error), "take");
    assert_string_equal(reason_of("b", "PERSON", "ACTIVE", F(REGISTRATION_NUMBER), &error), "take");
}

static void test_CUS_32_until_when_it_may_be_taken_back(void **state)
{
    (void)state;
    struct error error = {0};
    assert_int_equal(merge_check_undo(false, 100, 99, &error), STATUS_OK);
    assert_int_equal(merge_check_undo(false, 100, 100, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "WINDOW");
    assert_int_equal(merge_check_undo(true, 100, 99, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "UNDONE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_32_who_may_be_merged),
        cmocka_unit_test(test_CUS_32_until_when_it_may_be_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
