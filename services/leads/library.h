/* SPDX-License-Identifier: Apache-2.0
 * The library of scripts as handlers use it: versions taken and put back, their events, their uses.
 */
#ifndef LEADS_LIBRARY_H
#define LEADS_LIBRARY_H

#include "rooms.h"
#include "script.h"

/* Locks the version. NOT_FOUND; ABORTED when `expected` (NULL: whatever it is) is not its version. */
enum status library_take(struct call *call, const char *script_id, const uint64_t *expected,
                         Script **ret) MUST_CHECK;

/* Writes state and decision back and counts the version up. */
enum status library_put(struct call *call, Script *script) MUST_CHECK;

/* script.retired. */
void library_emit_retired(struct call *call, const Script *script, const char *cause);

/* A use of a version in a conversation; a second one in the same call only adds what it knows. */
struct use {
    const char *call_id, *lead_id, *agent_id, *disposition;
    bool contact, says_overcame, overcame;
};

/* Keeps the use, counts it when it is new, and then emits script.used. */
enum status library_use(struct call *call, const Script *script, const struct use *use) MUST_CHECK;

#endif
