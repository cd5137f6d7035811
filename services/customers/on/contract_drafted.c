/* SPDX-License-Identifier: Apache-2.0
 * Whose it is when a merge is taken back.
 */
#include "dealspine/contracts.pb-c.h"
#include "rooms.h"

ON(contract_drafted, ContractDrafted)
{
    struct rows rows;
    return sql(call, &SQL_know_contract, &rows);
}
