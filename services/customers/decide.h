/* SPDX-License-Identifier: Apache-2.0
 * A decision about contact, from the row of sql/decision_facts.sql to the message.
 */
#ifndef DECIDE_H
#define DECIDE_H

#include "permission.h"
#include "service/service.h"

/* Reads the facts about a point (within the scope) and decides. `ret_rows` also tells owner_path and masked.
 * NOT_FOUND. */
enum status decide_contact(struct call *call, const char *point_id, ContactPermission__Medium medium,
                           const char *purpose, struct rows *ret_rows, ContactDecision **ret) MUST_CHECK;
/* Binds reasons, permission, policy, policy_version, local_time and attempts, as statements keep them. */
void bind_decision(struct call *call, const ContactDecision *decision);
/* Sets `permitted`, `reason` and `sentence` from the reasons. */
void decision_sum_up(ContactDecision *decision);

#endif
