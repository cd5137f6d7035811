/* SPDX-License-Identifier: Apache-2.0
 * Which tier the rules give a customer. CUS-25. Pure.
 */
#ifndef TIER_H
#define TIER_H

#include <stddef.h>

#include "dealspine/customers.pb-c.h"

struct tier_facts { /* NULL: not known, fits no list */
    Customer__Kind kind;
    const char *industry, *size_band, *region, *income_band;
};

/* The tier of the first rule that fits; NULL if none does. */
const char *tier_by_rules(TierRule *const *rules, size_t n, const struct tier_facts *facts);

#endif
