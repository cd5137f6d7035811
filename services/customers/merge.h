/* SPDX-License-Identifier: Apache-2.0
 * Rules about merging two customers. CUS-32. Pure.
 */
#ifndef MERGE_H
#define MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "dealspine/customers.pb-c.h"

struct merge_side {
    const char *id, *kind, *state;
};

/* INVALID_ARGUMENT: one and the same, or a field twice. FAILED_PRECONDITION CUSTOMER_CLOSED: one cannot be merged any
 * more; KIND: a PERSON and an ORGANISATION, or a field that their kind has not. */
enum status merge_check(const struct merge_side *survivor, const struct merge_side *alias,
                        const MergeCustomersRequest__Field *take, size_t n, struct error *error) MUST_CHECK;
/* FAILED_PRECONDITION UNDONE or WINDOW when it cannot be taken back (any more) at `now_us`. */
enum status merge_check_undo(bool undone, int64_t until_us, int64_t now_us, struct error *error) MUST_CHECK;

#endif
