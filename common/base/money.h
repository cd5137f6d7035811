/* SPDX-License-Identifier: Apache-2.0
 * Money is a count of minor units and an ISO 4217 code; never a floating-point number.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

/* Sum and product with overflow reported as false; `ret` is untouched then. */
bool money_add(int64_t a_minor, int64_t b_minor, int64_t *ret_minor);
bool money_times(int64_t price_minor, int64_t quantity, int64_t *ret_minor);

/* `amount` times `basis_points` / 10000, rounded half away from zero. False on overflow. */
bool money_share(int64_t amount_minor, int64_t basis_points, int64_t *ret_minor);

/* Three upper-case ASCII letters. */
bool currency_is_valid(const char *code);

#endif
