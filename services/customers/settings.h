/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef CUSTOMERS_SETTINGS_H
#define CUSTOMERS_SETTINGS_H

#include "settings/settings.h"

struct customers_settings {
    int64_t search_audit_days;
    int64_t unmerge_days;
    int64_t key_account_days;
    int64_t key_account_percent;
    int64_t dormant_days;
};
extern struct customers_settings customers_settings;

#endif
