/* SPDX-License-Identifier: Apache-2.0
 * The contracts service.
 */
#include "contract.h"
#include "rooms.h"
#include "schema/check.h"
#include "settings.h"

RPC_TABLE(Contracts, CONTRACTS)

struct contracts_settings contracts_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct contracts_settings, zone, const char *, "ZONE", SETTING_TEXT, "UTC", 0, 0,
                "where the days of effective dates and authorities begin, IANA"),
};

static const struct lifecycle *const lifecycles[] = {&contract_lifecycle, NULL};

static enum status check_settings(struct error *error)
{
    if (format_is_valid("zone", contracts_settings.zone))
        return STATUS_OK;
    return fail_with(error, STATUS_INVALID_ARGUMENT, "DEALSPINE_CONTRACTS_ZONE must be an IANA zone, as Asia/Shanghai");
}

static const struct service service = {
    .rooms = &rooms_contracts,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &contracts_settings,
    .lifecycles = lifecycles,
    .open = check_settings,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &service);
}
