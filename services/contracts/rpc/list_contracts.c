/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "service/page.h"
#include "rooms.h"

/* Over whom the caller may decide, for the inbox. */
static void bind_duties(struct call *call)
{
    const char *scope;
    bind_text(call, "approve_scope", call_may(call, "contracts.approve", &scope) ? scope : NULL);
    bind_text(call, "legal_scope", call_may(call, "contracts.legal", &scope) ? scope : NULL);
    bind_texts(call, "roles", (const char *const *)call->principal->roles, call->principal->n_roles);
    bind_bool(call, "may_sign", call_may(call, "contracts.sign", NULL));
}

RPC(Contracts, list_contracts, ListContractsRequest, ListContractsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    bind_duties(call);
    TRY(sql(call, &SQL_list_contracts, &rows));
    rows_into(call, &rows, out, "contracts");
    if (out->n_contracts > size) {
        const Contract *last = out->contracts[size - 1];
        out->n_contracts = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
