/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"

RPC(Identity, list_users, ListUsersRequest, ListUsersReply)
{
    struct rows rows;
    TRY(bind_after_id(call, in->page_token));
    bind_page(call, in->has_page_size, in->page_size);
    TRY(sql(call, &SQL_list_users, &rows));
    out->n_users = page_rows(call, &rows, in->has_page_size, in->page_size, "id", &out->next_page_token);
    out->users = arena_alloc(call->arena, (out->n_users + 1) * sizeof *out->users);
    for (size_t i = 0; i < out->n_users; i++)
        out->users[i] = user_of_row(call, &rows, i);
    return STATUS_OK;
}
