/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Identity, list_audit, ListAuditRequest, ListAuditReply)
{
    struct rows rows;
    size_t size;
    TRY(over_all(call));
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_audit, &rows));
    rows_into(call, &rows, out, "entries");
    if (out->n_entries <= size)
        return STATUS_OK;
    out->n_entries = size;
    const AuditEntry *last = out->entries[size - 1];
    out->next_page_token = page_token(call, time_us(last->at), last->id);
    return STATUS_OK;
}
