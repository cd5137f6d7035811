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

RPC_TABLE(Leads, LEADS)

static const struct lifecycle *const lifecycles[] = {&lead_lifecycle, &script_lifecycle, &callback_lifecycle,
                                                    &dial_list_lifecycle, &referral_lifecycle, NULL};

static const struct service leads = {
    .rooms = &rooms_leads,
    .rpc = &rpc_table.base,
    .lifecycles = lifecycles,
};

int main(int argc, char **argv)
{
    int end = service_main(argc, argv, &leads);
    desk_close_all();
    return end;
}
