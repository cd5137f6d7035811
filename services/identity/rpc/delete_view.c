/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

/* Whoever administers a team takes away what was shared in it; a private view is its owner's alone. */
RPC(Identity, delete_view, DeleteViewRequest, DeleteViewReply)
{
    struct rows rows;
    const char *scope = NULL;
    (void)out;
    (void)in;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "only users keep views");
    bind_text(call, "scope_path", call_may(call, "identity.admin", &scope) ? scope : NULL);
    TRY(sql(call, &SQL_delete_view, &rows));
    if (!rows.n)
        return fail(call, STATUS_NOT_FOUND, "no such view");
    return STATUS_OK;
}
