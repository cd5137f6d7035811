/* SPDX-License-Identifier: Apache-2.0
 * Customers that may be one. CUS-31: what is found is told masked, whoever may read it; a person decides.
 */
#ifndef DUPLICATES_H
#define DUPLICATES_H

#include "record.h"

/* Other organisations of the registration number, or the name and region, that this one has by now; new ones wait for
 * review beside it. Rows of CustomerHit; none where it is a PERSON. Emits customer.duplicate_suspected. */
enum status suspect_same(struct call *call, const char *customer_id, const char *owner_path,
                         struct rows *ret_hits) MUST_CHECK;
/* Lets two customers wait for review, unless the pair is known. Emits customer.duplicate_suspected. */
enum status suspect_pair(struct call *call, const char *customer_id, const char *other_id, const char *reason,
                         const char *owner_path) MUST_CHECK;
/* Other customers with one of the valid points. Rows of CustomerHit. */
enum status same_point(struct call *call, const struct point *const *points, size_t n, const char *head_id,
                       struct rows *ret_hits) MUST_CHECK;

/* Binds :name to the blinds, one of each master key, of an organisation's number or name; none of NULL or "". */
void bind_blinds_of(struct call *call, const char *name, const char *label, const char *normal);

#endif
