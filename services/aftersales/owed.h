/* SPDX-License-Identifier: Apache-2.0
 * Items that a plan is to have, gathered and then written at once.
 */
#ifndef AFTERSALES_OWED_H
#define AFTERSALES_OWED_H

#include "held.h"
#include "plan.h"

struct owed {
    const DeliveryPlan *plan; /* borrowed */
    size_t n;
    const char **ids, **kinds, **products, **quantities, **dues; /* the call's */
};

/* Makes room for `most` items. */
void owed_begin(struct call *call, const DeliveryPlan *plan, size_t most, struct owed *ret_owed);

/* `quantity` 0: none. Without `due_on` so many days after the contract's effective date as the settings say for the kind. */
enum status owed_add(struct call *call, struct owed *owed, DeliveryItem__Kind kind, const char *product, int64_t quantity,
                     const char *due_on) MUST_CHECK;

/* Writes them behind the items that the plan has. */
enum status owed_write(struct call *call, const struct owed *owed) MUST_CHECK;

#endif
