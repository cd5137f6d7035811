/* SPDX-License-Identifier: Apache-2.0
 * The payment plan of a contract in effect: laid, paid, waited for.
 */
#ifndef CONTRACTS_BOOKING_H
#define CONTRACTS_BOOKING_H

#include "held.h"
#include "payment.h"

/* What the events of an instalment have in common. */
#define INSTALMENT_FACTS(event, contract, payment)                                                                      \
    do {                                                                                                                \
        (event)->contract_id = (contract)->id;                                                                          \
        (event)->number = (contract)->number;                                                                           \
        (event)->currency = (contract)->currency;                                                                       \
        (event)->owner_id = (contract)->owner_id;                                                                       \
        (event)->has_position = (event)->has_amount_minor = (event)->has_received_minor = true;                         \
        (event)->position = (payment)->position;                                                                        \
        (event)->amount_minor = (payment)->amount_minor;                                                                \
        (event)->received_minor = (payment)->received_minor;                                                            \
    } while (0)

/* Makes the plan from the instalments of the present text, books what has come before, and sees to the days of those
 * that are open. */
enum status payments_lay(struct call *call, const Contract *contract, int64_t received_minor) MUST_CHECK;

/* The day of the last instalment, number `last`, has come: one of a contract that goes on month by month has another one
 * after it. Chains the contract then. */
enum status payments_go_on(struct call *call, Contract *contract, uint32_t last) MUST_CHECK;

/* Has the job payment_due look at the instalment at `at_us`, instead of when it would have. */
enum status payment_watch(struct call *call, const Contract *contract, uint32_t position, int64_t at_us) MUST_CHECK;

/* By position. The elements are the call's and may be changed. */
enum status payments_read(struct call *call, const char *contract_id, Payment ***ret_payments, size_t *ret_n) MUST_CHECK;

/* Makes the plan from the instalments of the present text, instead of the one before: what has come stays booked. */
enum status payments_lay_anew(struct call *call, const Contract *contract) MUST_CHECK;

/* Writes what has come and the states. */
enum status payments_save(struct call *call, const char *contract_id, Payment *const *payments, size_t n) MUST_CHECK;

/* Those that are open are waited for no more, and no day is looked at again. */
enum status payments_cancel(struct call *call, const Contract *contract) MUST_CHECK;

/* Books the receipt on the contract that `number` names (NULL: none): fills its contract_id, applied_minor and outcome;
 * saves and chains the contract, emits instalment.received. UNKNOWN for a number without a plan in this currency.
 * `ret_payments` are afterwards. */
enum status receipt_assign(struct call *call, const char *number, Receipt *receipt, Payment ***ret_payments,
                           size_t *ret_n) MUST_CHECK;

/* receipt.recorded */
void receipt_tell(struct call *call, const Receipt *receipt, const char *owner_path);

#endif
