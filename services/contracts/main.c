/* SPDX-License-Identifier: Apache-2.0
 * The contracts service.
 */
#include "contract.h"
#include "rooms.h"

RPC_TABLE(Contracts, CONTRACTS)

static const struct lifecycle *const lifecycles[] = {&contract_lifecycle, NULL};

static const struct service service = {
    .rooms = &rooms_contracts,
    .rpc = &rpc_table.base,
    .lifecycles = lifecycles,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &service);
}
