/* SPDX-License-Identifier: Apache-2.0
 * A period of days, the last one excluded. Pure.
 */
#ifndef OPPORTUNITIES_PERIOD_H
#define OPPORTUNITIES_PERIOD_H

#include "base/status.h"

/* INVALID_ARGUMENT, field "until", unless `from` < `until` and at most 1096 days lie between; both are valid dates. */
enum status period_check(const char *from, const char *until, struct error *error) MUST_CHECK;

#endif
