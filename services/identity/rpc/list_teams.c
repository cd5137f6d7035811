/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "user.h"

RPC(Identity, list_teams, ListTeamsRequest, ListTeamsReply)
{
    struct rows rows;
    bind_text(call, "team_prefix", team_prefix(call->arena, call->scope));
    bind_text(call, "after", in->page_token ? in->page_token : "");
    bind_page(call, in->has_page_size, in->page_size);
    TRY(sql(call, &SQL_list_teams, &rows));
    rows_into(call, &rows, out, "teams");
    out->n_teams = page_rows(call, &rows, in->has_page_size, in->page_size, "path", &out->next_page_token);
    return STATUS_OK;
}
