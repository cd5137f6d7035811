/* SPDX-License-Identifier: Apache-2.0
 * Whether a customer is a prospect, active or dormant.
 */
#ifndef STANDING_H
#define STANDING_H

#include "record.h"

/* Takes a step of customer_lifecycle ("activate", "rest") with the customer of a row that is locked and has the columns
 * id, state and owner_path. Emits customer.profile_changed; nothing where the table has no such step from its state. */
enum status standing_step(struct call *call, const struct rows *rows, size_t row, const char *verb) MUST_CHECK;

#endif
