/* SPDX-License-Identifier: Apache-2.0
 * leads: an intent to buy, from its capture to its conversion. See README.md.
 */
#include "desk.h"
#include "dial.h"
#include "lead.h"
#include "promise.h"
#include "referral.h"
#include "rooms.h"
#include "script.h"
#include "settings/settings.h"
#include "zone.h"

RPC_TABLE(Leads, LEADS)

static const struct setting rows[] = {
    SETTING_ROW(struct leads_settings, zone, const char *, "ZONE", SETTING_TEXT, "UTC", 0, 0,
                "where the days of claims, holidays, business hours, campaigns and scripts begin, IANA"),
};

static const struct lifecycle *const lifecycles[] = {&lead_lifecycle, &script_lifecycle, &callback_lifecycle,
                                                    &dial_list_lifecycle, &referral_lifecycle, NULL};

static const struct service leads = {
    .rooms = &rooms_leads,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &leads_settings,
    .lifecycles = lifecycles,
    .open = zone_open,
};

int main(int argc, char **argv)
{
    int end = service_main(argc, argv, &leads);
    desk_close_all();
    return end;
}
