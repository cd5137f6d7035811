/* SPDX-License-Identifier: Apache-2.0
 * What becomes of obligations, and when a contract is done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "contracts/duty.h"

static const ContractDuty__State pending = CONTRACT_DUTY__STATE__PENDING, handed = CONTRACT_DUTY__STATE__HANDED_OVER,
                                 fulfilled = CONTRACT_DUTY__STATE__FULFILLED, breached = CONTRACT_DUTY__STATE__BREACHED,
                                 waived = CONTRACT_DUTY__STATE__WAIVED;

static void CON_13_an_obligation_is_settled_by_its_table(void **unused)
{
    (void)unused;
    const struct {
        ContractDuty__State from, to;
        const char *reason;
        enum status status;
    } cases[] = {
        {pending, fulfilled, NULL, STATUS_OK},
        {handed, fulfilled, "ACCEPTED", STATUS_OK},
        {handed, breached, "LATE", STATUS_OK},
        {breached, fulfilled, NULL, STATUS_OK},
        {breached, waived, "AGREED", STATUS_OK},
        {pending, waived, NULL, STATUS_INVALID_ARGUMENT},
        {pending, breached, "", STATUS_INVALID_ARGUMENT},
        {pending, handed, "X", STATUS_INVALID_ARGUMENT},
        {fulfilled, breached, "LATE", STATUS_FAILED_PRECONDITION},
        {waived, fulfilled, NULL, STATUS_FAILED_PRECONDITION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error;
        ContractDuty duty = CONTRACT_DUTY__INIT;
        duty.state = cases[i].from;
        assert_int_equal(duty_settle(&duty, cases[i].to, cases[i].reason, &error), cases[i].status);
        assert_int_equal(duty.state, cases[i].status == STATUS_OK ? cases[i].to : cases[i].from);
    }
}

static void CON_13_CON_14_a_contract_is_done_when_nothing_is_open_and_all_is_paid(void **unused)
{
    (void)unused;
    ContractDuty training = CONTRACT_DUTY__INIT, support = CONTRACT_DUTY__INIT, *duties[] = {&training, &support};
    Payment payment = PAYMENT__INIT, *payments[] = {&payment};
    training.code = "training";
    support.code = "support";
    training.state = fulfilled;
    support.state = waived;
    payment.state = PAYMENT__STATE__PAID;
    assert_true(contract_is_done(duties, 2, payments, 1));
    assert_true(contract_is_done(NULL, 0, payments, 1));
    assert_false(contract_is_done(duties, 2, NULL, 0));
    payment.state = PAYMENT__STATE__PARTIAL;
    assert_false(contract_is_done(duties, 2, payments, 1));
    payment.state = PAYMENT__STATE__PAID;
    support.state = breached;
    assert_false(contract_is_done(duties, 2, payments, 1));
    assert_ptr_equal(duty_find(duties, 2, "support"), &support);
    assert_null(duty_find(duties, 2, "none"));
}

static void CON_09_a_condition_that_is_open_keeps_a_contract_from_effect(void **unused)
{
    (void)unused;
    ContractDuty licence = CONTRACT_DUTY__INIT, support = CONTRACT_DUTY__INIT, *duties[] = {&support, &licence};
    licence.group = CONTRACT_OBLIGATION__GROUP__CONDITION;
    support.group = CONTRACT_OBLIGATION__GROUP__SERVICE;
    support.state = pending;
    const struct {
        ContractDuty__State state;
        bool met;
    } cases[] = {{pending, false}, {breached, false}, {fulfilled, true}, {waived, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        licence.state = cases[i].state;
        assert_int_equal(conditions_are_met(duties, 2), cases[i].met);
    }
    assert_true(conditions_are_met(duties, 1));
    assert_true(conditions_are_met(NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_13_an_obligation_is_settled_by_its_table),
        cmocka_unit_test(CON_09_a_condition_that_is_open_keeps_a_contract_from_effect),
        cmocka_unit_test(CON_13_CON_14_a_contract_is_done_when_nothing_is_open_and_all_is_paid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
