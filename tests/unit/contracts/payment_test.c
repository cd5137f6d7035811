/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/payment.h"

enum { PARTS = 3 };

struct plan {
    Payment rows[PARTS], *payments[PARTS];
    int64_t moved[PARTS], applied;
    Receipt__Outcome outcome;
};

static void lay(struct plan *plan)
{
    static const int64_t amounts[PARTS] = {100, 20, 300};
    for (int i = 0; i < PARTS; i++) {
        payment__init(plan->payments[i] = &plan->rows[i]);
        plan->rows[i].amount_minor = amounts[i];
        plan->rows[i].state = PAYMENT__STATE__PLANNED;
    }
}

static void book(struct plan *plan, int64_t amount_minor)
{
    struct error error;
    assert_int_equal(receipt_book(plan->payments, PARTS, amount_minor, plan->moved, &plan->applied, &plan->outcome, &error),
                     STATUS_OK);
}

static void CON_14_money_fills_instalments_in_order_and_leaves_backwards(void **unused)
{
    (void)unused;
    static const struct {
        int64_t amount, applied;
        Receipt__Outcome outcome;
        Payment__State states[PARTS];
    } rows[] = {
        {40, 40, RECEIPT__OUTCOME__PARTIAL, {PAYMENT__STATE__PARTIAL, PAYMENT__STATE__PLANNED, PAYMENT__STATE__PLANNED}},
        {60, 60, RECEIPT__OUTCOME__MATCHED, {PAYMENT__STATE__PAID, PAYMENT__STATE__PLANNED, PAYMENT__STATE__PLANNED}},
        {21, 21, RECEIPT__OUTCOME__PARTIAL, {PAYMENT__STATE__PAID, PAYMENT__STATE__PAID, PAYMENT__STATE__PARTIAL}},
        {300, 299, RECEIPT__OUTCOME__OVERPAID, {PAYMENT__STATE__PAID, PAYMENT__STATE__PAID, PAYMENT__STATE__PAID}},
        {-310, -310, RECEIPT__OUTCOME__REFUND, {PAYMENT__STATE__PAID, PAYMENT__STATE__PARTIAL, PAYMENT__STATE__DUE}},
        {-900, -110, RECEIPT__OUTCOME__REFUND, {PAYMENT__STATE__DUE, PAYMENT__STATE__DUE, PAYMENT__STATE__DUE}},
    };
    struct plan plan;
    lay(&plan);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        book(&plan, rows[i].amount);
        assert_int_equal(plan.applied, rows[i].applied);
        assert_int_equal(plan.outcome, rows[i].outcome);
        for (int k = 0; k < PARTS; k++)
            assert_int_equal(plan.rows[k].state, rows[i].states[k]);
    }
}

static void CON_14_what_is_cancelled_takes_no_money(void **unused)
{
    (void)unused;
    struct plan plan;
    lay(&plan);
    for (int i = 0; i < PARTS; i++)
        plan.rows[i].state = PAYMENT__STATE__CANCELLED;
    book(&plan, 7);
    assert_int_equal(plan.outcome, RECEIPT__OUTCOME__OVERPAID);
    assert_int_equal(plan.applied, 0);
}

static void CON_14_an_overdue_instalment_stays_so_until_it_is_paid(void **unused)
{
    (void)unused;
    struct plan plan;
    lay(&plan);
    plan.rows[0].state = PAYMENT__STATE__OVERDUE;
    book(&plan, 99);
    assert_int_equal(plan.rows[0].state, PAYMENT__STATE__OVERDUE);
    book(&plan, 1);
    assert_int_equal(plan.rows[0].state, PAYMENT__STATE__PAID);
}

static void CON_14_amounts_as_statements_write_them(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *currency;
        bool good;
        int64_t minor;
    } rows[] = {
        {"1,234.00", "CNY", true, 123400}, {"¥28.16", "CNY", true, 2816},   {"-3.00", "CNY", true, -300},
        {"-1,000.5", "CNY", true, -100050}, {"¥-2", "CNY", true, -200},      {" 7 \t", "EUR", true, 700},
        {"", "CNY", true, 0},               {"-", "CNY", true, 0},           {"1.234", "CNY", false, 0},
        {"1.234", "KWD", true, 1234},       {"12", "JPY", true, 12},         {"12.0", "JPY", false, 0},
        {"12 34", "CNY", false, 0},         {"abc", "CNY", false, 0},        {"1.2.3", "CNY", false, 0},
        {"12-", "CNY", false, 0},           {"9999999999999.99", "CNY", true, 999999999999999},
        {"99999999999999.99", "CNY", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t minor = 0;
        assert_int_equal(amount_read(rows[i].text, rows[i].currency, &minor), rows[i].good);
        if (rows[i].good)
            assert_int_equal(minor, rows[i].minor);
    }
}

static void CON_14_the_number_of_a_contract_is_found_in_a_text(void **unused)
{
    (void)unused;
    static const char *const rows[][2] = {
        {"C-2026-000123", "C-2026-000123"}, {"合同 C-2026-000123，首付款", "C-2026-000123"},
        {"for (C-2026-000007)", "C-2026-000007"}, {"rent", NULL},
        {"ABC-2026-000123", NULL}, {"C-2026-0001234", NULL}, {"C-26-000123 C-2026-000009", "C-2026-000009"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = contract_number_in(arena, rows[i][0]);
        assert_int_equal(found != NULL, rows[i][1] != NULL);
        if (found)
            assert_string_equal(found, rows[i][1]);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_14_money_fills_instalments_in_order_and_leaves_backwards),
        cmocka_unit_test(CON_14_what_is_cancelled_takes_no_money),
        cmocka_unit_test(CON_14_an_overdue_instalment_stays_so_until_it_is_paid),
        cmocka_unit_test(CON_14_amounts_as_statements_write_them),
        cmocka_unit_test(CON_14_the_number_of_a_contract_is_found_in_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
