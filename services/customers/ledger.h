/* SPDX-License-Identifier: Apache-2.0
 * Lifecycles of what customers owns: customers themselves, their people, contact points, calls, activities, needs,
 * tasks of care.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include <stdbool.h>

#include "base/lifecycle.h"

extern const struct lifecycle customer_lifecycle, contact_lifecycle, contact_point_lifecycle, call_lifecycle;
extern const struct lifecycle activity_lifecycle, need_lifecycle, care_task_lifecycle;

/* Does the customer wait on the line in this state? */
bool call_waits(const char *state);
/* The verb by which a call that is in `from` reaches `state`, "answer" or "resume" for ANSWERED; NULL for states that
 * nobody reports. */
const char *call_verb(const char *from, const char *state);
/* Has the line gone dead in this state? */
bool call_is_over(const char *state);
/* The verb by which a contact point reaches `state`; NULL if it is none of those that can be marked. */
const char *contact_point_verb(const char *state);
/* The verb by which an activity reaches `state`; a correction keeps it DONE. */
const char *activity_verb(const char *state, bool correction);
/* The verb by which a need reaches `state`; NULL if it is none of those that it can be moved to. */
const char *need_verb(const char *state);
/* The verb by which a task of care reaches `state`; NULL for OPEN. */
const char *care_task_verb(const char *state);
/* Counts as contact with the customer: both sides took part, or it had an effect. */
bool activity_is_effective(bool two_way, unsigned effect_level);

#endif
