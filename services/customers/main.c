/* SPDX-License-Identifier: Apache-2.0
 * The one home of personal data: customers, contact points and permissions; the ledger of calls and activities.
 */
#include "ledger.h"
#include "record.h"
#include "rooms.h"

static const struct lifecycle *const lifecycles[] = {
    &customer_lifecycle, &contact_point_lifecycle, &call_lifecycle, &activity_lifecycle, NULL,
};

RPC_TABLE(Customers, CUSTOMERS)

int main(int argc, char **argv)
{
    static const struct service service = {
        .rooms = &rooms_customers,
        .rpc = &rpc_table.base,
        .lifecycles = lifecycles,
        .open = customers_open,
    };
    return service_main(argc, argv, &service);
}
