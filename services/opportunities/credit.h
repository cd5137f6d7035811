/* SPDX-License-Identifier: Apache-2.0
 * Who is credited with how much of an opportunity, where a lead of it was sent to another channel.
 */
#ifndef OPPORTUNITIES_CREDIT_H
#define OPPORTUNITIES_CREDIT_H

#include "held.h"

/* Gives the opportunity the split of the first referral that was kept for one of its leads, unless it has a split. What
 * nobody received in person, on the web, is the owner's. `is_known`: somebody may have read it, its version rises. */
enum status credit_take_referral(struct call *call, Opportunity *opportunity, bool is_known) MUST_CHECK;

#endif
