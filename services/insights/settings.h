/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef INSIGHTS_SETTINGS_H
#define INSIGHTS_SETTINGS_H

#include "settings/settings.h"

struct insights_settings {
    const char *calendar;    /* of working days, where a request names none */
    int64_t at_risk_percent; /* a run rate below it is a warning */
    int64_t watch_minutes;   /* between two looks at the targets */
};
extern struct insights_settings insights_settings;

#endif
