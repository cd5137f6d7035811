/* SPDX-License-Identifier: Apache-2.0
 * Erasures, which others follow.
 */
#ifndef ERASURE_H
#define ERASURE_H

#include "dealspine/customers.pb-c.h"
#include "service/service.h"

/* Destroys the customer's key and what identifies him, and tells all: customer.erased, which `ret` gets. NOT_FOUND.
 * FAILED_PRECONDITION CUSTOMER_CLOSED: merged into another, or erased before. */
enum status erasure_begin(struct call *call, const char *customer_id, const char *reason,
                          CustomerErased *ret) MUST_CHECK;

/* What a service said about the erasure of a customer; the event's fields `customer_id` and `rows` are read as they are. */
struct erasure_step {
    const char *service, *customer_id;
    int64_t kept;
    const char *kept_reason;
};

/* Keeps it. Emits customer.erasure_completed with the last of them. */
enum status erasure_told(struct call *call, const struct erasure_step *step) MUST_CHECK;

#endif
