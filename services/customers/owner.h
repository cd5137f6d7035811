/* SPDX-License-Identifier: Apache-2.0
 * Whose customer it is.
 */
#ifndef OWNER_H
#define OWNER_H

#include "service/service.h"

/* A lead that has found its owner. */
struct owned_lead {
    const char *lead_id, *customer_id; /* NULL customer: none */
    const char *owner_id, *owner_path;
    const char *previous_owner_id; /* NULL: it is the lead's first */
};

/* The lead's owner becomes the customer's when it has none, or when the lead's previous owner has it: the work goes
 * on in other hands. Emits customer.owner_changed. A customer that is absent, another's or closed stays as it is. */
enum status give_owner(struct call *call, const struct owned_lead *lead) MUST_CHECK;

#endif
