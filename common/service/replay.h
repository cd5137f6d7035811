/* SPDX-License-Identifier: Apache-2.0
 * Acting again on dead letters, as repairs in the database order it. On the consumer's thread, between its pages.
 */
#ifndef SERVICE_REPLAY_H
#define SERVICE_REPLAY_H

#include "service/own.h"

/* A repair was ordered: look for it soon. Thread-safe. */
void replay_soon(void);

/* Works on repairs that wait, on so many letters that pages do not wait long. True when an aggregate may not be parked
 * any more. */
bool replay_run(struct worker *worker, struct arena *arena);

#endif
