/* SPDX-License-Identifier: Apache-2.0
 * The time of a promise: a minute of the customer's own clock, or a moment.
 */
#ifndef LEADS_MOMENT_H
#define LEADS_MOMENT_H

#include "service/service.h"

/* What the request means by `local` in its `zone`, or else `at_us`; `ret_local` is that minute in the zone, the call's.
 * INVALID_ARGUMENT with the field unless it lies in the future, within 366 days. */
enum status moment_find(struct call *call, const char *local, int64_t at_us, int64_t *ret_us,
                        const char **ret_local) MUST_CHECK;

#endif
