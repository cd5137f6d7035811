/* SPDX-License-Identifier: Apache-2.0
 * Promises broken on purpose, so that a test can see that it would notice. Builds with DEALSPINE_BREAK only: there the
 * environment variable of that name holds one of these words; any other ends the process at the first question.
 */
#ifndef BASE_BROKEN_H
#define BASE_BROKEN_H

#include <stdbool.h>

/* The list; tests/fault/run reads it here. */
#define BROKEN_FLAGS                                                                                                   \
    X(cursor, "lost", "a consumer moves its cursor before the effects")                                                \
    X(lock, "lost", "positions are taken without the log's lock")                                                      \
    X(idem, "twice", "a key that was used is not found")                                                               \
    X(prev, "lost", "a consumer does not look at prev, and entries of lanes are dropped")                              \
    X(nomkstream, "lost", "a lane that was wiped is begun again in silence, prev is taken from the stream")

/* Is this promise broken? Always false in other builds. */
bool is_broken(const char *flag);

#endif
