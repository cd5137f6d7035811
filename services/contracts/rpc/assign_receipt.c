/* SPDX-License-Identifier: Apache-2.0 */
#include "booking.h"
#include "rooms.h"

RPC(Contracts, assign_receipt, AssignReceiptRequest, AssignReceiptReply)
{
    struct rows rows;
    Receipt *receipt = out->receipt = arena_alloc(call->arena, sizeof *receipt);
    receipt__init(receipt);
    TRY(sql_one(call, &SQL_lock_receipt, "receipt", &rows));
    row_into(call, &rows, 0, receipt);
    if (receipt->outcome != RECEIPT__OUTCOME__UNKNOWN)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "RECEIPT_ASSIGNED", "this receipt is booked on a contract");
    bind_text(call, "sealed_remark", NULL);
    bind_text(call, "number", in->contract_number);
    bind_text(call, "currency", receipt->currency);
    TRY(sql_one(call, &SQL_lock_numbered, "contract with a payment plan in this currency", &rows));
    return receipt_assign(call, in->contract_number, receipt, &out->payments, &out->n_payments);
}
