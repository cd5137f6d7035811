/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rooms.h"

RPC(Identity, list_views, ListViewsRequest, ListViewsReply)
{
    struct rows rows;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "only users keep views");
    bind_text(call, "user_path", call->principal->path);
    TRY(sql(call, &SQL_list_views, &rows));
    rows_into(call, &rows, out, "views");
    for (size_t i = 0; i < out->n_views; i++) {
        out->views[i]->has_mine = 1;
        out->views[i]->mine = strcmp(out->views[i]->owner_id, call->actor) == 0;
    }
    return STATUS_OK;
}
