/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef CONTRACTS_SETTINGS_H
#define CONTRACTS_SETTINGS_H

#include "settings/settings.h"

struct contracts_settings {
    const char *zone; /* IANA: where the days of effective dates and authorities begin */
    int64_t notice_days;  /* before the end of a term that contract.expiring is told */
    int64_t renewal_days; /* before the end of a term that contract.renewal_due is told where nothing renews it */
    int64_t overdue_days; /* after its day that an instalment counts as overdue */
    int64_t remind_hours; /* between reminders of a decision that is waited for */
};
extern struct contracts_settings contracts_settings;

#endif
