/* SPDX-License-Identifier: Apache-2.0 */
#include "settings.h"

#include "base/money.h"

struct opportunities_settings opportunities_settings;

const struct setting opportunities_rows[] = {
    SETTING_ROW(struct opportunities_settings, currency, const char *, "CURRENCY", SETTING_TEXT, "CNY", 0, 0,
                "currency of a converted lead that names none, ISO 4217"),
    SETTING_ROW(struct opportunities_settings, zone, const char *, "ZONE", SETTING_TEXT, "UTC", 0, 0,
                "where the days of offers, plans, milestones, stalls and forecasts begin, IANA"),
    SETTING_ROW(struct opportunities_settings, targets_elsewhere, bool, "TARGETS_ELSEWHERE", SETTING_BOOL, "yes", 0, 0,
                "may a plan name a target that is kept elsewhere, by its code? If not, one that insights has published"),
    SETTING_ROW(struct opportunities_settings, reopen_days, int64_t, "REOPEN_DAYS", SETTING_COUNT, "180", 0, 3650,
                "days after which a lost opportunity cannot be opened again"),
    SETTING_ROW(struct opportunities_settings, progress_minutes, int64_t, "PROGRESS_MINUTES", SETTING_COUNT, "15", 1, 1440,
                "how often to look for deals that stall and milestones that are past"),
    SETTING_ROW(struct opportunities_settings, role_days, int64_t, "ROLE_DAYS", SETTING_COUNT, "30", 1, 365,
                "days without an activity after which a buying role counts as a gap"),
};
const size_t opportunities_n_rows = sizeof opportunities_rows / sizeof *opportunities_rows;

enum status opportunities_check(struct error *error)
{
    if (currency_is_valid(opportunities_settings.currency))
        return STATUS_OK;
    return fail_with(error, STATUS_INVALID_ARGUMENT, "DEALSPINE_OPPORTUNITIES_CURRENCY must be of ISO 4217, as CNY");
}
