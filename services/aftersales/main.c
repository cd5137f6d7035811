/* SPDX-License-Identifier: Apache-2.0
 * The aftersales service.
 */
#include "case.h"
#include "plan.h"
#include "rooms.h"
#include "settings.h"
#include "survey.h"
#include "vault.h"
#include "visit.h"

RPC_TABLE(Aftersales, AFTERSALES)

static const struct lifecycle *const lifecycles[] = {
    &plan_lifecycle, &item_lifecycle, &survey_lifecycle, &improvement_lifecycle, &case_lifecycle, &capa_lifecycle,
    &visit_lifecycle, NULL,
};

int main(int argc, char **argv)
{
    const struct service service = {
        .rooms = &rooms_aftersales,
        .rpc = &rpc_table.base,
        .settings = aftersales_rows,
        .n_settings = aftersales_n_rows,
        .settings_struct = &aftersales_settings,
        .lifecycles = lifecycles,
        .open = vault_open,
    };
    return service_main(argc, argv, &service);
}
