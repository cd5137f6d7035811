/* SPDX-License-Identifier: Apache-2.0
 * Erasures that others follow.
 */
#ifndef ERASURE_H
#define ERASURE_H

#include "service/service.h"

/* What a service said about the erasure of a customer; the event's fields `customer_id` and `rows` are read as they are. */
struct erasure_step {
    const char *service, *customer_id;
    int64_t kept;
    const char *kept_reason;
};

/* Keeps it. Emits customer.erasure_completed with the last of them. */
enum status erasure_told(struct call *call, const struct erasure_step *step) MUST_CHECK;

#endif
