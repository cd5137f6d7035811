/* SPDX-License-Identifier: Apache-2.0
 * Referrals as handlers use them: ended, and met by a capture.
 */
#ifndef LEADS_REFERRING_H
#define LEADS_REFERRING_H

#include "referral.h"
#include "rooms.h"

/* Ends a locked one by `verb`, now, and writes it back. FAILED_PRECONDITION WRONG_STATE. */
enum status referral_end(struct call *call, const char *verb, Referral *referral) MUST_CHECK;

/* Somebody else took in a customer by the channel that an agent had sent him to: that referral is KEPT. */
enum status referrals_met(struct call *call, const Lead *captured) MUST_CHECK;

#endif
