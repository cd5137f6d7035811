/* SPDX-License-Identifier: Apache-2.0
 * The opportunities service.
 */
#include "base/money.h"
#include "decision.h"
#include "opportunity.h"
#include "quote.h"
#include "rooms.h"
#include "settings.h"
#include "tactics.h"

RPC_TABLE(Opportunities, OPPORTUNITIES)

struct opportunities_settings opportunities_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct opportunities_settings, currency, const char *, "CURRENCY", SETTING_TEXT, "CNY", 0, 0,
                "currency of a converted lead that names none, ISO 4217"),
    SETTING_ROW(struct opportunities_settings, reopen_days, int64_t, "REOPEN_DAYS", SETTING_COUNT, "180", 0, 3650,
                "days after which a lost opportunity cannot be opened again"),
    SETTING_ROW(struct opportunities_settings, progress_minutes, int64_t, "PROGRESS_MINUTES", SETTING_COUNT, "15", 1, 1440,
                "how often to look for deals that stall and milestones that are past"),
    SETTING_ROW(struct opportunities_settings, role_days, int64_t, "ROLE_DAYS", SETTING_COUNT, "30", 1, 365,
                "days without an activity after which a buying role counts as a gap"),
};

static const struct lifecycle *const lifecycles[] = {&opportunity_lifecycle, &decision_step_lifecycle, &negotiation_lifecycle,
                                              &quote_lifecycle, NULL};

static enum status check_settings(struct error *error)
{
    if (currency_is_valid(opportunities_settings.currency))
        return STATUS_OK;
    return fail_with(error, STATUS_INVALID_ARGUMENT, "DEALSPINE_OPPORTUNITIES_CURRENCY must be of ISO 4217, as CNY");
}

static const struct service service = {
    .rooms = &rooms_opportunities,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &opportunities_settings,
    .lifecycles = lifecycles,
    .open = check_settings,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &service);
}
