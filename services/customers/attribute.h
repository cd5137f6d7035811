/* SPDX-License-Identifier: Apache-2.0
 * Typed attributes of customers of one industry. CUS-04. Pure.
 */
#ifndef ATTRIBUTE_H
#define ATTRIBUTE_H

#include "base/status.h"
#include "dealspine/customers.pb-c.h"

/* INVALID_ARGUMENT: a code twice, choices without CHOICE or the other way round, bounds without NUMBER or crossed. */
enum status attribute_check_fields(AttributeField *const *fields, size_t n, struct error *error) MUST_CHECK;
/* INVALID_ARGUMENT: a value that its field does not allow, an attribute of no field or twice, a required one absent. */
enum status attribute_check_values(AttributeField *const *fields, size_t n, CustomerAttribute *const *values,
                                   size_t n_values, struct error *error) MUST_CHECK;

#endif
