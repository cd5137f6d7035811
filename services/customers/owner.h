/* SPDX-License-Identifier: Apache-2.0
 * Whose customer it is.
 */
#ifndef OWNER_H
#define OWNER_H

#include "service/service.h"

/* The lead's owner becomes the customer's when it has none; emits customer.owner_changed. A customer that is absent,
 * owned or closed stays as it is. */
enum status give_owner(struct call *call, const char *customer_id, const char *owner_id, const char *owner_path,
                       const char *lead_id) MUST_CHECK;

#endif
