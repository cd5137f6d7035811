/* SPDX-License-Identifier: Apache-2.0
 * The contracts service.
 */
#include "archive.h"
#include "contract.h"
#include "duty.h"
#include "payment.h"
#include "rooms.h"
#include "settings.h"

RPC_TABLE(Contracts, CONTRACTS)

struct contracts_settings contracts_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct contracts_settings, zone, const char *, "ZONE", SETTING_TEXT, "UTC", 0, 0,
                "where the days of effective dates and authorities begin, IANA"),
    SETTING_ROW(struct contracts_settings, notice_days, int64_t, "NOTICE_DAYS", SETTING_COUNT, "60", 0, 365,
                "days before the end of a contract's term at which contract.expiring is told"),
    SETTING_ROW(struct contracts_settings, renewal_days, int64_t, "RENEWAL_DAYS", SETTING_COUNT, "14", 0, 365,
                "days before the end of a term at which contract.renewal_due is told, at most NOTICE_DAYS"),
    SETTING_ROW(struct contracts_settings, overdue_days, int64_t, "OVERDUE_DAYS", SETTING_COUNT, "3", 0, 90,
                "days after the day of an instalment that it may still be paid before it is overdue"),
    SETTING_ROW(struct contracts_settings, remind_hours, int64_t, "REMIND_HOURS", SETTING_COUNT, "24", 1, 720,
                "hours between reminders of an approval that is waited for"),
};

static const struct lifecycle *const lifecycles[] = {&contract_lifecycle, &payment_lifecycle, &duty_lifecycle, NULL};

static const struct service service = {
    .rooms = &rooms_contracts,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &contracts_settings,
    .lifecycles = lifecycles,
    .open = archive_open,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &service);
}
