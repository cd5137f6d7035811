/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Contracts, list_approvals, ListApprovalsRequest, ListApprovalsReply)
{
    struct rows rows;
    size_t size;
    const char *scope;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    bind_text(call, "approve_scope", call_may(call, "contracts.approve", &scope) ? scope : NULL);
    bind_text(call, "legal_scope", call_may(call, "contracts.legal", &scope) ? scope : NULL);
    bind_texts(call, "roles", (const char *const *)call->principal->roles, call->principal->n_roles);
    TRY(sql(call, &SQL_list_approvals, &rows));
    rows_into(call, &rows, out, "tasks");
    if (out->n_tasks > size) {
        const ApprovalTask *last = out->tasks[size - 1];
        out->n_tasks = size;
        out->next_page_token = page_token(call, time_us(last->waiting_since), last->slot_id);
    }
    return STATUS_OK;
}
