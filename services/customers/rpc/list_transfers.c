/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, list_transfers, ListTransfersRequest, ListTransfersReply)
{
    struct rows rows;
    struct subject subject;
    (void)in;
    TRY(sql(call, &SQL_list_transfers, &rows));
    rows_into(call, &rows, out, "transfers");
    for (size_t i = 0; i < out->n_transfers; i++) {
        CallTransfer *one = out->transfers[i];
        one->call = call_of_row(call, &rows, i);
        TRY(subject_of_nth(call, row_text(&rows, i, "sealed_for"), &rows, i, &subject));
        TRY(row_unseal_masked(call, &rows, i, "handover_sealed", &subject, "call_handover", &one->note));
    }
    return STATUS_OK;
}
