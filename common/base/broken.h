/* SPDX-License-Identifier: Apache-2.0
 * Promises broken on purpose, so that a test can see that it would notice. Builds with DEALSPINE_BREAK only: there the
 * environment variable of that name holds one of these words; any other ends the process at the first question.
 */
#ifndef BASE_BROKEN_H
#define BASE_BROKEN_H

#include <stdbool.h>

/* The list: flag, the invariant of tests/fault that it violates, what is broken. tests/fault/run reads it here. */
#define BROKEN_FLAGS                                                                                                   \
    X(cursor, "consumers", "a consumer moves its cursor before the effects")                                           \
    X(lock, "subscriber", "positions are taken without the lock of the log")                                           \
    X(idem, "once", "a key that was used is not found")                                                                \
    X(prev, "consumers", "entries of lanes are dropped, and a consumer does not look at prev")                         \
    X(nomkstream, "consumers", "lanes are wiped and begun again in silence, prev is taken from the stream")

/* Is this promise broken? Always false in other builds. */
bool is_broken(const char *flag);

#endif
