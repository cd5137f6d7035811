/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/authority.h"

static Authority first, second, *held[] = {&first, &second};
static ContractMark marks[8], *list[8];
static struct error error;

static int set_up(void **unused)
{
    (void)unused;
    authority__init(&first);
    first.id = "first";
    first.may_sign = true;
    first.currency = "CNY";
    first.has_limit_minor = true;
    first.limit_minor = 10000;
    first.valid_from = "2026-01-01";
    first.valid_until = "2026-12-31";
    second = first;
    second.id = "second";
    return 0;
}

static enum status covers(size_t n, ContractMark__Kind kind, const char *currency, int64_t amount, const char *today,
                          const Authority **ret)
{
    return authority_covers(held, n, kind, currency, amount, today, ret, &error);
}

static void CON_08_limit_and_days_are_inclusive(void **unused)
{
    (void)unused;
    const Authority *found = NULL;
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "CNY", 10000, "2026-01-01", &found), STATUS_OK);
    assert_ptr_equal(found, &first);
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "CNY", 10000, "2026-12-31", &found), STATUS_OK);
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "CNY", 10001, "2026-06-01", &found),
                     STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "AUTHORITY_LIMIT");
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "CNY", 1, "2027-01-01", &found), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "AUTHORITY_EXPIRED");
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "CNY", 1, "2025-12-31", &found), STATUS_FAILED_PRECONDITION);
}

static void CON_08_kind_and_currency_must_be_covered(void **unused)
{
    (void)unused;
    const Authority *found;
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SEAL, "CNY", 1, "2026-06-01", &found), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_AUTHORITY");
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "EUR", 1, "2026-06-01", &found), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_AUTHORITY");
    assert_int_equal(covers(0, CONTRACT_MARK__KIND__SIGN, "CNY", 1, "2026-06-01", &found), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_AUTHORITY");
}

static void CON_08_one_that_covers_is_enough(void **unused)
{
    (void)unused;
    const Authority *found = NULL;
    second.has_limit_minor = false;
    second.valid_until = NULL;
    assert_int_equal(covers(2, CONTRACT_MARK__KIND__SIGN, "CNY", 10001, "2027-01-01", &found), STATUS_OK);
    assert_ptr_equal(found, &second);
}

static void CON_08_one_that_was_withdrawn_covers_nothing(void **unused)
{
    (void)unused;
    const Authority *found = NULL;
    Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    first.withdrawn_at = &at;
    assert_int_equal(covers(1, CONTRACT_MARK__KIND__SIGN, "CNY", 1, "2026-06-01", &found), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "AUTHORITY_WITHDRAWN");
    assert_int_equal(covers(2, CONTRACT_MARK__KIND__SIGN, "CNY", 1, "2026-06-01", &found), STATUS_OK);
    assert_ptr_equal(found, &second);
}

/* Two rounds, the latest first; in it the customer's seal is missing. */
static void write_marks(void)
{
    for (unsigned i = 0; i < 8; i++) {
        list[i] = &marks[i];
        contract_mark__init(&marks[i]);
        marks[i].round = i < 4 ? 2 : 1;
        marks[i].party = i % 4 < 2 ? CONTRACT_MARK__PARTY__OUR : CONTRACT_MARK__PARTY__CUSTOMER;
        marks[i].kind = i % 2 ? CONTRACT_MARK__KIND__SEAL : CONTRACT_MARK__KIND__SIGN;
        marks[i].state = i == 3 ? CONTRACT_MARK__STATE__REQUESTED : CONTRACT_MARK__STATE__DONE;
        marks[i].signer_id = "0190a000-0000-7000-8000-00000000000a";
        marks[i].evidence_hash = "ab";
    }
}

static void CON_09_all_four_marks_of_the_round_count(void **unused)
{
    (void)unused;
    write_marks();
    assert_int_equal(marks_outstanding(list, 8), 1);
    marks[3].state = CONTRACT_MARK__STATE__DONE;
    assert_int_equal(marks_outstanding(list, 8), 0);
    marks[0].state = CONTRACT_MARK__STATE__DECLINED;
    assert_int_equal(marks_outstanding(list, 8), 1);
}

static void CON_09_a_place_is_that_of_the_latest_round(void **unused)
{
    (void)unused;
    write_marks();
    assert_ptr_equal(mark_at(list, 8, CONTRACT_MARK__PARTY__CUSTOMER, CONTRACT_MARK__KIND__SEAL), &marks[3]);
    assert_null(mark_at(list, 0, CONTRACT_MARK__PARTY__OUR, CONTRACT_MARK__KIND__SIGN));
}

static void CON_09_the_same_mark_is_known_again(void **unused)
{
    (void)unused;
    write_marks();
    assert_true(is_same_mark(&marks[0], "0190A000-0000-7000-8000-00000000000A", "AB"));
    assert_false(is_same_mark(&marks[0], "0190a000-0000-7000-8000-00000000000b", "ab"));
    assert_false(is_same_mark(&marks[0], "0190a000-0000-7000-8000-00000000000a", "cd"));
    assert_false(is_same_mark(&marks[3], "0190a000-0000-7000-8000-00000000000a", "ab"));
}

static void CON_08_only_a_signatory_signs_for_the_customer(void **unused)
{
    (void)unused;
    Contract contract = CONTRACT__INIT;
    const char *contacts[] = {"0190a000-0000-7000-8000-000000000001"};
    contract.signatory_contact_ids = (void *)contacts;
    contract.n_signatory_contact_ids = 1;
    assert_true(is_signatory(&contract, "0190A000-0000-7000-8000-000000000001"));
    assert_false(is_signatory(&contract, "0190a000-0000-7000-8000-000000000002"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(CON_08_limit_and_days_are_inclusive, set_up),
        cmocka_unit_test_setup(CON_08_kind_and_currency_must_be_covered, set_up),
        cmocka_unit_test_setup(CON_08_one_that_covers_is_enough, set_up),
        cmocka_unit_test_setup(CON_08_one_that_was_withdrawn_covers_nothing, set_up),
        cmocka_unit_test(CON_09_all_four_marks_of_the_round_count),
        cmocka_unit_test(CON_09_a_place_is_that_of_the_latest_round),
        cmocka_unit_test(CON_09_the_same_mark_is_known_again),
        cmocka_unit_test(CON_08_only_a_signatory_signs_for_the_customer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
