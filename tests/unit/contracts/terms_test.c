/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/terms.h"

static struct error error;

static enum status lines_of(int64_t first, int64_t second, int64_t *ret_amount)
{
    ContractLine a = CONTRACT_LINE__INIT, b = CONTRACT_LINE__INIT, *lines[] = {&a, &b};
    a.total_minor = first;
    b.total_minor = second;
    return lines_amount(lines, 2, ret_amount, &error);
}

static void the_amount_is_the_checked_sum(void **unused)
{
    (void)unused;
    int64_t amount = -1;
    assert_int_equal(lines_of(INT64_MAX - 1, 1, &amount), STATUS_OK);
    assert_true(amount == INT64_MAX);
    amount = -1;
    assert_int_equal(lines_of(INT64_MAX, 1, &amount), STATUS_OUT_OF_RANGE);
    assert_int_equal(amount, -1);
}

static enum status parts(const char *first_due, int64_t first, const char *second_due, int64_t second, int64_t amount,
                         uint32_t *ret_position)
{
    Instalment a = INSTALMENT__INIT, b = INSTALMENT__INIT, *list[] = {&a, &b};
    a.due_on = first_due;
    a.amount_minor = first;
    b.due_on = second_due;
    b.amount_minor = second;
    enum status status = instalments_fit(list, 2, amount, &error);
    *ret_position = b.position;
    return status;
}

static void CON_14_instalments_sum_to_the_last_minor_unit(void **unused)
{
    (void)unused;
    uint32_t position;
    assert_int_equal(parts("2026-03-01", 3333, "2026-04-01", 6667, 10000, &position), STATUS_OK);
    assert_int_equal(position, 2);
    assert_int_equal(parts("2026-03-01", 3333, "2026-04-01", 6666, 10000, &position), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "instalments");
    assert_non_null(strstr(error.message, "9999"));
    assert_int_equal(parts("2026-03-01", INT64_MAX, "2026-04-01", 1, 10000, &position), STATUS_INVALID_ARGUMENT);
}

static void CON_14_instalments_are_due_in_order(void **unused)
{
    (void)unused;
    uint32_t position;
    assert_int_equal(parts("2026-04-01", 5000, "2026-04-01", 5000, 10000, &position), STATUS_OK);
    assert_int_equal(parts("2026-04-02", 5000, "2026-04-01", 5000, 10000, &position), STATUS_INVALID_ARGUMENT);
}

static void CON_13_an_obligation_has_its_own_code(void **unused)
{
    (void)unused;
    ContractObligation a = CONTRACT_OBLIGATION__INIT, b = CONTRACT_OBLIGATION__INIT, *list[] = {&a, &b};
    a.code = "installation";
    b.code = "training";
    assert_int_equal(obligations_fit(list, 2, &error), STATUS_OK);
    b.code = "installation";
    assert_int_equal(obligations_fit(list, 2, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "obligations");
}

static ContractClause clauses[4];
static ContractClause *template[] = {&clauses[0], &clauses[1], &clauses[2], &clauses[3]};

static void write_template(void)
{
    for (unsigned i = 0; i < 4; i++) {
        contract_clause__init(&clauses[i]);
        clauses[i].group = (ContractClause__Group)(i + 1);
        clauses[i].text = "of the template";
    }
}

static void CON_03_a_clause_replaces_that_of_its_group(void **state)
{
    ContractClause own = CONTRACT_CLAUSE__INIT, *changes[] = {&own};
    ContractClause **merged;
    size_t n;
    write_template();
    own.group = CONTRACT_CLAUSE__GROUP__DELIVERY;
    own.text = "ours";
    assert_int_equal(clauses_merge(*state, template, 4, changes, 1, &merged, &n, &error), STATUS_OK);
    assert_int_equal(n, 4);
    assert_string_equal(merged[2]->text, "ours");
    assert_string_equal(merged[0]->text, "of the template");
}

static void CON_03_a_group_named_twice_is_refused(void **state)
{
    ContractClause a = CONTRACT_CLAUSE__INIT, b = CONTRACT_CLAUSE__INIT, *changes[] = {&a, &b};
    ContractClause **merged;
    size_t n;
    write_template();
    a.group = b.group = CONTRACT_CLAUSE__GROUP__PRICE;
    assert_int_equal(clauses_merge(*state, template, 4, changes, 2, &merged, &n, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "clauses");
}

static void CON_03_all_four_groups_are_there(void **state)
{
    ContractClause **merged;
    size_t n;
    write_template();
    assert_int_equal(clauses_merge(*state, template, 3, NULL, 0, &merged, &n, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "CLAUSE_MISSING");
    assert_non_null(strstr(error.message, "BREACH"));
}

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_amount_is_the_checked_sum),
        cmocka_unit_test(CON_14_instalments_sum_to_the_last_minor_unit),
        cmocka_unit_test(CON_14_instalments_are_due_in_order),
        cmocka_unit_test(CON_13_an_obligation_has_its_own_code),
        cmocka_unit_test_setup_teardown(CON_03_a_clause_replaces_that_of_its_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_03_a_group_named_twice_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_03_all_four_groups_are_there, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
