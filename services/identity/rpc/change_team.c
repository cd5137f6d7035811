/* SPDX-License-Identifier: Apache-2.0 */
#include "expected.h"
#include "rooms.h"
#include "rows.h"
#include "wire/pack.h"

static enum status find_leader(struct call *call, const char *leader_id)
{
    struct rows rows;
    bind_text(call, "user_id", leader_id);
    TRY(sql_one(call, &SQL_has_user, "leader", &rows));
    return row_bool(&rows, 0, "has_user") ? STATUS_OK : fail(call, STATUS_NOT_FOUND, "no such leader");
}

RPC(Identity, change_team, ChangeTeamRequest, ChangeTeamReply)
{
    struct rows rows;
    if (!in->name && !in->leader_id && !in->no_leader)
        return bad(call, "name", "one of name, leader_id and no_leader must be given");
    if (in->leader_id && in->no_leader)
        return bad(call, "no_leader", "must not be given with leader_id");
    TRY(sql_one(call, &SQL_lock_team, "team", &rows));
    TRY(expect_version(call, in->has_expected_version, in->expected_version, row_int(&rows, 0, "version")));
    if (in->leader_id)
        TRY(find_leader(call, in->leader_id));
    TRY(sql_one(call, &SQL_change_team, "team", &rows));
    out->team = wire_new(call->arena, &team__descriptor);
    row_into(call, &rows, 0, out->team);
    TeamChanged changed = TEAM_CHANGED__INIT;
    changed.team_id = in->id;
    changed.path = out->team->path;
    changed.code = out->team->code;
    changed.parent_path = out->team->parent_path;
    changed.leader_id = out->team->leader_id;
    emit(call, &changed, "team", in->id, out->team->path);
    return audit(call, "team.changed", "team", in->id, out->team->path);
}
