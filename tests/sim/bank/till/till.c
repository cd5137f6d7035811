/* SPDX-License-Identifier: Apache-2.0 */
#include "bank.h"
#include "rooms.h"
#include "till.pb-c.h"

extern __typeof__(*((Till_Service *)0)->deposit) rpc_deposit;
RPC_TABLE(Till, TILL)

const struct service bank_till = {.rooms = &rooms_leads, .rpc = &rpc_table.base};
