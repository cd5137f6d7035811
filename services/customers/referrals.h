/* SPDX-License-Identifier: Apache-2.0
 * Referrals as they are shown.
 */
#ifndef REFERRALS_H
#define REFERRALS_H

#include "record.h"

/* One of a row of sql/list_customer_referrals.sql; the call's. */
CustomerReferral *referral_of(struct call *call, const struct rows *rows, size_t row);

#endif
