/* SPDX-License-Identifier: Apache-2.0
 * The opportunities service.
 */
#include "opportunity.h"
#include "rooms.h"
#include "settings.h"

RPC_TABLE(Opportunities, OPPORTUNITIES)

struct opportunities_settings opportunities_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct opportunities_settings, currency, const char *, "CURRENCY", SETTING_TEXT, "CNY", 0, 0,
                "currency of a converted lead that names none, ISO 4217"),
    SETTING_ROW(struct opportunities_settings, reopen_days, int64_t, "REOPEN_DAYS", SETTING_COUNT, "180", 0, 3650,
                "days after which a lost opportunity cannot be opened again"),
};

static const struct lifecycle *const lifecycles[] = {&opportunity_lifecycle, NULL};

static const struct service service = {
    .rooms = &rooms_opportunities,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &opportunities_settings,
    .lifecycles = lifecycles,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &service);
}
