/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of a coaching item, and what it asks of whom. Pure.
 */
#ifndef QA_COACHING_H
#define QA_COACHING_H

#include "base/lifecycle.h"
#include "dealspine/qa.pb-c.h"

extern const struct lifecycle coaching_lifecycle;

/* Moves `item->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status coaching_move(CoachingItem *item, const char *verb, struct error *error) MUST_CHECK;

/* Is `actor` its owner? PERMISSION_DENIED, reason NOT_THE_OWNER. */
enum status coaching_may_finish(const CoachingItem *item, const char *actor, struct error *error) MUST_CHECK;

/* Does a call of `agent_id` answered at `answered_us` show what came of it? FAILED_PRECONDITION, reason NOT_LATER. */
enum status coaching_is_shown_by(const CoachingItem *item, const char *agent_id, int64_t answered_us,
                                 struct error *error) MUST_CHECK;

#endif
