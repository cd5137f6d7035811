/* SPDX-License-Identifier: Apache-2.0 */
#include "referrals.h"

#include "referral.h"
#include "wire/pack.h"

CustomerReferral *referral_of(struct call *call, const struct rows *rows, size_t row)
{
    CustomerReferral *one = wire_new(call->arena, &customer_referral__descriptor);
    row_into(call, rows, row, one);
    one->has_outcome = 1;
    one->outcome = referral_outcome(row_bool(rows, row, "pursued"), row_int(rows, row, "deals"));
    return one;
}
