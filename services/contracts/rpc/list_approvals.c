/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"
#include "rooms.h"
#include "service/page.h"

RPC(Contracts, list_approvals, ListApprovalsRequest, ListApprovalsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    reach_bind(call);
    TRY(sql(call, &SQL_list_approvals, &rows));
    rows_into(call, &rows, out, "tasks");
    if (out->n_tasks > size) {
        const ApprovalTask *last = out->tasks[size - 1];
        out->n_tasks = size;
        out->next_page_token = page_token(call, time_us(last->waiting_since), last->slot_id);
    }
    return STATUS_OK;
}
