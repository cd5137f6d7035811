/* SPDX-License-Identifier: Apache-2.0
 * The opportunities service.
 */
#include "decision.h"
#include "opportunity.h"
#include "quote.h"
#include "rooms.h"
#include "settings.h"
#include "tactics.h"

RPC_TABLE(Opportunities, OPPORTUNITIES)

static const struct lifecycle *const lifecycles[] = {&opportunity_lifecycle, &decision_step_lifecycle, &negotiation_lifecycle,
                                              &quote_lifecycle, NULL};

int main(int argc, char **argv)
{
    const struct service service = {
        .rooms = &rooms_opportunities,
        .rpc = &rpc_table.base,
        .settings = opportunities_rows,
        .n_settings = opportunities_n_rows,
        .settings_struct = &opportunities_settings,
        .lifecycles = lifecycles,
        .open = opportunities_check,
    };
    return service_main(argc, argv, &service);
}
