/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef OPPORTUNITIES_SETTINGS_H
#define OPPORTUNITIES_SETTINGS_H

#include "settings/settings.h"

struct opportunities_settings {
    const char *currency; /* of a converted lead that names none */
    int64_t reopen_days, progress_minutes, role_days;
};
extern struct opportunities_settings opportunities_settings;

#endif
