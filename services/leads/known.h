/* SPDX-License-Identifier: Apache-2.0
 * A capture whose natural key is there already.
 */
#ifndef LEADS_KNOWN_H
#define LEADS_KNOWN_H

#include "rooms.h"

/* Answers with the lead as it is; with update_known, changes it first as far as it may be changed. */
enum status known_answer(struct call *call, const CaptureLeadRequest *in, const char *lead_id,
                         CaptureLeadReply *out) MUST_CHECK;
/* The refusal of only_known: NOT_FOUND. */
enum status known_absent(struct call *call) MUST_CHECK;

#endif
