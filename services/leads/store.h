/* SPDX-License-Identifier: Apache-2.0
 * A lead taken from its table to be changed, and put back with all that hangs on it: version, the owners' load, the
 * customer's slot.
 */
#ifndef LEADS_STORE_H
#define LEADS_STORE_H

#include "lead.h"
#include "rooms.h"

struct held {
    Lead *lead; /* the call's; change it, then store_put() */
    Lead was;   /* as it was read */
};

/* Locks the lead and reads it. NOT_FOUND when it is absent or outside the call's scope (leads of path "/" are
 * everybody's). ABORTED when `expected` is set and is not its version. */
enum status store_take(struct call *call, const char *lead_id, bool has_expected, uint64_t expected,
                       struct held *ret) MUST_CHECK;

/* The same for what the service does by itself: no scope, and an absent lead gives `ret->lead` NULL. A DUPLICATE
 * leads to the lead that it repeats. */
enum status store_find(struct call *call, const char *lead_id, struct held *ret) MUST_CHECK;

/* Writes it back and counts the version up. ABORTED when another call of the batch changed it meanwhile. */
enum status store_put(struct call *call, struct held *held) MUST_CHECK;

/* What rules may ask of the lead: its attributes are read, its score, grade and intent are as they stand. */
enum status store_facts(struct call *call, const Lead *lead, struct facts *ret) MUST_CHECK;

#endif
