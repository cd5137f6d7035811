/* SPDX-License-Identifier: Apache-2.0
 * Callbacks as handlers use them: taken, put back, their clock and their events.
 */
#ifndef LEADS_CALLBACKS_H
#define LEADS_CALLBACKS_H

#include "promise.h"
#include "rooms.h"

/* Locks it. NOT_FOUND when it is absent or neither of its owner nor to be taken within `scope`. ABORTED when
 * `expected` (NULL: whatever it is) is not its version. */
enum status callback_take(struct call *call, const char *callback_id, const char *scope, const uint64_t *expected,
                          Callback **ret) MUST_CHECK;

/* Writes it back, counts the version up and sets or drops its clock. */
enum status callback_put(struct call *call, Callback *callback) MUST_CHECK;

/* DONE by `done_by`: writes it and emits callback.done. */
enum status callback_finish(struct call *call, Callback *callback, const char *done_by,
                            const char *call_id) MUST_CHECK;

/* A call reached the customer of `lead_id`: what was promised for about now is kept by it. */
enum status callbacks_met(struct call *call, const char *lead_id, const char *agent_id,
                          const char *call_id) MUST_CHECK;

/* The clock of a callback as it now stands: reminder, then whether it was kept. */
enum status callback_set_clock(struct call *call, const Callback *callback) MUST_CHECK;

#endif
