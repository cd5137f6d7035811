/* SPDX-License-Identifier: Apache-2.0
 * Calling lists as they are stored: taken, put back, their progress and their end.
 */
#ifndef LEADS_DIALLING_H
#define LEADS_DIALLING_H

#include "dial.h"
#include "rooms.h"

/* Locks it. NOT_FOUND outside `scope`. ABORTED when `expected` (NULL: whatever it is) is not its version. */
enum status dialling_take(struct call *call, const char *id, const char *scope, const uint64_t *expected,
                          DialList **ret) MUST_CHECK;

/* State and times back; counts the version up. */
enum status dialling_put(struct call *call, DialList *list) MUST_CHECK;

/* Counts who is on it into `list->progress`. */
enum status dialling_count(struct call *call, DialList *list) MUST_CHECK;

/* FINISHED with its event; `list` has its progress. */
enum status dialling_finish(struct call *call, DialList *list) MUST_CHECK;

/* A call to a lead ended: its entries on running lists are done, dropped, or wait. */
enum status dialling_called(struct call *call, const char *lead_id, bool reached, bool do_not_call,
                            const char *disposition) MUST_CHECK;

#endif
