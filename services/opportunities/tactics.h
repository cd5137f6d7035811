/* SPDX-License-Identifier: Apache-2.0
 * Rules of winning a deal: the depth of a pain, concessions, and the negotiation's table. Pure.
 */
#ifndef OPPORTUNITIES_TACTICS_H
#define OPPORTUNITIES_TACTICS_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/opportunities.pb-c.h"

extern const struct lifecycle negotiation_lifecycle;

/* 1, and 1 more each for an example, a cost, and who suffers. */
uint32_t pain_depth(const RecordPainRequest *in);

/* A concession has a value, and a value its concession. INVALID_ARGUMENT. */
enum status concession_check(const RecordObjectionRequest *in, struct error *error) MUST_CHECK;

/* May the negotiation go from `from` to `to`? The same state is always allowed. FAILED_PRECONDITION, reason WRONG_STATE,
 * or NO_BOTTOM_LINE when it is to get under way without one. */
enum status negotiation_move(Negotiation__State from, Negotiation__State to, bool bottom_line_set,
                             struct error *error) MUST_CHECK;

#endif
