/* SPDX-License-Identifier: Apache-2.0 */
#include "erasure.h"
#include "rooms.h"

RPC(Customers, erase_customer, EraseCustomerRequest, EraseCustomerReply)
{
    CustomerErased erased;
    TRY(erasure_begin(call, in->customer_id, in->reason, &erased));
    out->customer_ids = erased.alias_ids;
    out->n_customer_ids = erased.n_alias_ids;
    return STATUS_OK;
}
