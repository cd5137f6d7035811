/* SPDX-License-Identifier: Apache-2.0
 * Promises broken on purpose, so that a test can see that it would notice. Builds with DEALSPINE_BREAK only: there the
 * environment variable of that name holds one of these words; any other ends the process at the first question.
 */
#ifndef BASE_BROKEN_H
#define BASE_BROKEN_H

#include <stdbool.h>

/* The list: flag, the invariant of tests/fault that it violates, what is broken. tests/fault/run reads it here. */
#define BROKEN_FLAGS                                                                                                   \
    X(credit, "credit", "a caller sends more than it was granted")                                                     \
    X(ping, "hung", "a peer that answers no ping is kept")                                                             \
    X(idem, "once", "a key that was used is not found")                                                                \
    X(lock, "subscriber", "positions are taken without the lock of the log")                                           \
    X(flush, "acknowledged", "events follow in a transaction of their own")                                            \
    X(cursor, "consumers", "a consumer moves its cursor before the effects")                                           \
    X(prev, "consumers", "entries of lanes are dropped, and a consumer does not look at prev")                         \
    X(nomkstream, "consumers", "lanes are wiped and begun again in silence, prev is taken from the stream")            \
    X(fence, "jobs", "a job runs whoever claimed it last")                                                             \
    X(savepoint, "neighbours", "a command that fails takes the others of its batch along")

/* Is this promise broken? Always false in other builds. */
bool is_broken(const char *flag);

#endif
