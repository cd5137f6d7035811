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
    int64_t moved[PARTS], applied, surplus;
    Receipt__Outcome outcome;
};

static void lay(struct plan *plan)
{
    static const int64_t amounts[PARTS] = {100, 20, 300};
    for (int i = 0; i < PARTS; i++) {
        payment__init(plan->payments[i] = &plan->rows[i]);
        plan->surplus = 0;
        plan->rows[i].amount_minor = amounts[i];
        plan->rows[i].state = PAYMENT__STATE__PLANNED;
    }
}

static void book_for(struct plan *plan, int64_t amount_minor, Contract__State state)
{
    struct error error;
    struct booking booking = {amount_minor, plan->surplus, plan_counts(state)};
    assert_int_equal(receipt_book(plan->payments, PARTS, &booking, plan->moved, &plan->applied, &plan->outcome, &error),
                     STATUS_OK);
    plan->surplus += amount_minor - plan->applied;
}

static void book(struct plan *plan, int64_t amount_minor)
{
    book_for(plan, amount_minor, CONTRACT__STATE__EFFECTIVE);
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
        {-311, -310, RECEIPT__OUTCOME__REFUND, {PAYMENT__STATE__PAID, PAYMENT__STATE__PARTIAL, PAYMENT__STATE__DUE}},
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

static void CON_14_what_was_paid_too_much_goes_back_first(void **unused)
{
    (void)unused;
    static const int64_t refunds[] = {-15, -5, -7}, applied[] = {0, 0, -7}; /* of 20 that were too much */
    struct plan plan;
    lay(&plan);
    book(&plan, 440);
    assert_int_equal(plan.applied, 420);
    for (int i = 0; i < 3; i++) {
        book(&plan, refunds[i]);
        assert_int_equal(plan.applied, applied[i]);
        assert_int_equal(plan.rows[2].state, i < 2 ? PAYMENT__STATE__PAID : PAYMENT__STATE__PARTIAL);
        assert_int_equal(payment_is_reopened(&plan.rows[2], plan.moved[2]), i == 2);
    }
    book(&plan, -1);
    assert_false(payment_is_reopened(&plan.rows[2], plan.moved[2])); /* it was open before */
}

static void CON_14_CON_16_of_an_ended_contract_nothing_is_due_again(void **unused)
{
    (void)unused;
    static const Contract__State ended[] = {CONTRACT__STATE__VOID, CONTRACT__STATE__TERMINATED, CONTRACT__STATE__ARCHIVED,
                                            CONTRACT__STATE__WITHDRAWN};
    for (size_t i = 0; i < sizeof ended / sizeof *ended; i++) {
        struct plan plan;
        struct error error;
        lay(&plan);
        book(&plan, 110); /* one is paid, one in part, one not at all */
        for (int k = 1; k < PARTS; k++)
            assert_int_equal(payment_move(plan.payments[k], "cancel", &error), STATUS_OK);
        book_for(&plan, -4, ended[i]);
        assert_int_equal(plan.rows[1].received_minor, 6);
        book_for(&plan, -7, ended[i]);
        assert_int_equal(plan.rows[1].received_minor, 0);
        assert_int_equal(plan.rows[0].received_minor, 99);
        for (int k = 0; k < PARTS; k++) {
            assert_int_equal(plan.rows[k].state, PAYMENT__STATE__CANCELLED);
            assert_false(payment_is_reopened(&plan.rows[k], plan.moved[k]));
        }
        book_for(&plan, -99, ended[i]);
        assert_int_equal(plan.rows[0].received_minor, 0);
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
        cmocka_unit_test(CON_14_what_was_paid_too_much_goes_back_first),
        cmocka_unit_test(CON_14_CON_16_of_an_ended_contract_nothing_is_due_again),
        cmocka_unit_test(CON_14_what_is_cancelled_takes_no_money),
        cmocka_unit_test(CON_14_an_overdue_instalment_stays_so_until_it_is_paid),
        cmocka_unit_test(CON_14_amounts_as_statements_write_them),
        cmocka_unit_test(CON_14_the_number_of_a_contract_is_found_in_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
