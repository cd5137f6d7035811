/* SPDX-License-Identifier: Apache-2.0
 * Payments: what money that comes or goes back does to instalments (CON-14). Pure.
 */
#ifndef CONTRACTS_PAYMENT_H
#define CONTRACTS_PAYMENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/lifecycle.h"
#include "dealspine/contracts.pb-c.h"

extern const struct lifecycle payment_lifecycle;

/* Moves `payment->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status payment_move(Payment *payment, const char *verb, struct error *error) MUST_CHECK;

/* Is money still to come on it? */
bool payment_is_open(const Payment *payment);

/* Is money still asked for on the plan of a contract in this state? What is owed of a term that has ended is. */
bool plan_counts(Contract__State state);

/* Money that came, or went back (negative). */
struct booking {
    int64_t amount_minor;
    int64_t surplus_minor; /* of what came earlier and lies on no instalment */
    bool plan_counts;
};

/* Books it on `payments`, which stand by day: what came on the open ones from the first on; what went back of the surplus,
 * then from the last on, also of cancelled ones. Fills moved_minor, one for each payment, and moves their states: where
 * the plan counts, an instalment whose money went back is open again, elsewhere it is cancelled. `ret_applied` is the sum
 * of moved_minor. The rest of what came is OVERPAID; the rest of what went back was never on an instalment. */
enum status receipt_book(Payment *const *payments, size_t n, const struct booking *booking, int64_t *moved_minor,
                         int64_t *ret_applied, Receipt__Outcome *ret_outcome, struct error *error) MUST_CHECK;

/* Of one that was booked just now: was it paid before, and is now open again? */
bool payment_is_reopened(const Payment *payment, int64_t moved_minor);

/* Minor units of what a bank's statement writes: sign, thousands separators, currency sign, blanks; decimals as many as
 * the currency has at most. Blank and "-" are 0. False for anything else, and beyond 15 digits. */
bool amount_read(const char *text, const char *currency, int64_t *ret_minor);

/* The first number of a contract in `text`, "C-2026-000123"; NULL: none. The arena's. */
const char *contract_number_in(struct arena *arena, const char *text);

#endif
