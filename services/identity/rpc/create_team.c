/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "rooms.h"
#include "rows.h"
#include "user.h"
#include "wire/pack.h"

static enum status find_parent(struct call *call, const CreateTeamRequest *in)
{
    struct rows rows;
    if (!team_path_is_valid(in->parent_path))
        return bad(call, "parent_path", "must be codes between slashes, \"/hq/sales/\"");
    TRY(sql_one(call, &SQL_find_team, "parent team", &rows));
    if (in->leader_id && !row_bool(&rows, 0, "has_leader"))
        return fail(call, STATUS_NOT_FOUND, "no such leader");
    return STATUS_OK;
}

RPC(Identity, create_team, CreateTeamRequest, CreateTeamReply)
{
    struct rows rows;
    const char *path = arena_printf(call->arena, "%s%s/", in->parent_path, in->code);
    TRY(find_parent(call, in));
    TRY(within_scope(call, "parent team", in->parent_path));
    bind_text(call, "id", new_id(call));
    bind_text(call, "path", path);
    TRY(sql(call, &SQL_add_team, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_ALREADY_EXISTS, "the code \"%s\" is another team's", in->code);
    out->team = wire_new(call->arena, &team__descriptor);
    row_into(call, &rows, 0, out->team);
    TeamChanged changed = TEAM_CHANGED__INIT;
    changed.team_id = out->team->id;
    changed.path = path;
    changed.code = in->code;
    changed.parent_path = in->parent_path;
    changed.leader_id = in->leader_id;
    emit(call, &changed, "team", out->team->id, path);
    return audit(call, "team.created", "team", out->team->id, path);
}
