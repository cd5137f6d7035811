/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef OPPORTUNITIES_SETTINGS_H
#define OPPORTUNITIES_SETTINGS_H

#include "settings/settings.h"

struct opportunities_settings {
    const char *currency; /* of a converted lead that names none */
    const char *zone; /* IANA: where days begin */
    bool targets_elsewhere; /* may a plan name a target that insights has not published? */
    int64_t reopen_days, progress_minutes, role_days;
};
extern struct opportunities_settings opportunities_settings;
extern const struct setting opportunities_rows[];
extern const size_t opportunities_n_rows;

/* For struct service: INVALID_ARGUMENT for a currency that is none. */
enum status opportunities_check(struct error *error) MUST_CHECK;

#endif
