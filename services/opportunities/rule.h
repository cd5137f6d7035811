/* SPDX-License-Identifier: Apache-2.0
 * How a pure rule says no.
 */
#ifndef OPPORTUNITIES_RULE_H
#define OPPORTUNITIES_RULE_H

#include "base/status.h"

/* Records the sentence, and where given the request's `field` and the machine's `reason`; returns `status`. */
enum status rule_broken(struct error *error, enum status status, const char *field, const char *reason,
                        const char *format, ...) PRINTF(5, 6);

#endif
