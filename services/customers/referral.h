/* SPDX-License-Identifier: Apache-2.0
 * Who recommended us to whom. CUS-30. Pure.
 */
#ifndef REFERRAL_H
#define REFERRAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "dealspine/customers.pb-c.h"

/* INVALID_ARGUMENT on "referrer_id": himself. FAILED_PRECONDITION CIRCLE: the customer is among those by whom, one by
 * the other, the referrer came to us. */
enum status referral_check(const char *customer_id, const char *referrer_id, const char *const *line, size_t n,
                           struct error *error) MUST_CHECK;

/* What became of a referral of whose customer so much is known since. */
CustomerReferral__Outcome referral_outcome(bool pursued, int64_t deals);

#endif
