/* SPDX-License-Identifier: Apache-2.0
 * The one home of personal data: customers, contact points and permissions; the ledger of calls and activities.
 */
#include "ledger.h"
#include "record.h"
#include "rooms.h"
#include "settings.h"

struct customers_settings customers_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct customers_settings, search_audit_days, int64_t, "SEARCH_AUDIT_DAYS", SETTING_COUNT, "180", 1, 3650,
                "days for which is kept who searched, by what, and how many customers he saw"),
    SETTING_ROW(struct customers_settings, unmerge_days, int64_t, "UNMERGE_DAYS", SETTING_COUNT, "30", 1, 3650,
                "days for which a merge of two customers can be taken back"),
    SETTING_ROW(struct customers_settings, key_account_days, int64_t, "KEY_ACCOUNT_DAYS", SETTING_COUNT, "365", 1, 3650,
                "days whose deals count as revenue, for key accounts and tiers"),
    SETTING_ROW(struct customers_settings, key_account_percent, int64_t, "KEY_ACCOUNT_PERCENT", SETTING_COUNT, "80", 1, 100,
                "share of the revenue that the key accounts bring together, in percent"),
    SETTING_ROW(struct customers_settings, dormant_days, int64_t, "DORMANT_DAYS", SETTING_COUNT, "365", 1, 36500,
                "days without contact, capture or deal after which an active customer is dormant"),
};

static const struct lifecycle *const lifecycles[] = {
    &customer_lifecycle, &contact_lifecycle,  &contact_point_lifecycle, &call_lifecycle,
    &activity_lifecycle, &need_lifecycle,     &care_task_lifecycle,     NULL,
};

RPC_TABLE(Customers, CUSTOMERS)

int main(int argc, char **argv)
{
    static const struct service service = {
        .rooms = &rooms_customers,
        .rpc = &rpc_table.base,
        .settings = rows,
        .n_settings = sizeof rows / sizeof *rows,
        .settings_struct = &customers_settings,
        .lifecycles = lifecycles,
        .open = customers_open,
    };
    return service_main(argc, argv, &service);
}
