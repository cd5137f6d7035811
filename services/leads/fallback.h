/* SPDX-License-Identifier: Apache-2.0
 * A conversion that did not come to an end.
 */
#ifndef LEADS_FALLBACK_H
#define LEADS_FALLBACK_H

#include "store.h"

/* CONVERTING → QUALIFIED when the lead still waits for this opportunity; otherwise nothing. `keep` leaves the
 * opportunity's id on the lead, so that a late answer finds it. */
enum status fallback_apply(struct call *call, const char *lead_id, const char *opportunity_id, const char *reason,
                           bool keep) MUST_CHECK;

#endif
