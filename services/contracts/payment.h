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

/* Books `amount_minor` on `payments`, which stand by day: what came on the open ones from the first on, what went back
 * (negative) from the last on. Fills moved_minor, one for each payment, and moves their states; `ret_applied` is the sum
 * of it. The rest of what came is OVERPAID; the rest of what went back was never on an instalment. */
enum status receipt_book(Payment *const *payments, size_t n, int64_t amount_minor, int64_t *moved_minor,
                         int64_t *ret_applied, Receipt__Outcome *ret_outcome, struct error *error) MUST_CHECK;

/* Minor units of what a bank's statement writes: sign, thousands separators, currency sign, blanks; decimals as many as
 * the currency has at most. Blank and "-" are 0. False for anything else, and beyond 15 digits. */
bool amount_read(const char *text, const char *currency, int64_t *ret_minor);

/* The first number of a contract in `text`, "C-2026-000123"; NULL: none. The arena's. */
const char *contract_number_in(struct arena *arena, const char *text);

#endif
