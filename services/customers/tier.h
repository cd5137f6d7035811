/* SPDX-License-Identifier: Apache-2.0
 * Which tier the rules give a customer. CUS-25. Pure.
 */
#ifndef TIER_H
#define TIER_H

#include <stdbool.h>
#include <stddef.h>

#include "dealspine/customers.pb-c.h"

struct tier_revenue {
    const char *currency;
    int64_t minor;
};

struct tier_facts { /* NULL: not known, fits no list */
    Customer__Kind kind;
    const char *industry, *size_band, *region, *income_band;
    const struct tier_revenue *revenues; /* one for each currency */
    size_t n_revenues;
};

/* Does one of the rules look at revenue? */
bool tier_asks_revenue(TierRule *const *rules, size_t n);

/* The tier of the first rule that fits; NULL if none does. */
const char *tier_by_rules(TierRule *const *rules, size_t n, const struct tier_facts *facts);

#endif
