/* SPDX-License-Identifier: Apache-2.0
 * From a capture request to a lead: what is kept, what goes to customers, what may not be. Pure.
 */
#ifndef LEADS_CAPTURE_H
#define LEADS_CAPTURE_H

#include "dealspine/customers.pb-c.h"
#include "lead.h"

/* Checks what the fields' options cannot say. INVALID_ARGUMENT with the field. */
enum status capture_check(const CaptureLeadRequest *in, int64_t now_us, struct error *error) MUST_CHECK;

bool capture_has_contact_point(const CaptureLeadRequest *in);

/* What customers is told; the arena's. */
MatchContactRequest *capture_question(struct arena *arena, const CaptureLeadRequest *in, const char *lead_id,
                                      const char *team_path);

/* The fresh lead in state CAPTURED, without a customer; strings are borrowed from the request. */
Lead *capture_lead(struct arena *arena, const CaptureLeadRequest *in, const char *lead_id, Channel channel,
                   int64_t now_us);

/* Puts what customers answered on the lead. */
void capture_link(Lead *lead, const MatchContactReply *match);

#endif
