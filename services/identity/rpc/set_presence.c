/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wire/pack.h"

static const char *team_of(struct call *call, const char *path)
{
    size_t n = 0;
    while (path[n] && path[n] != '~')
        n++;
    return arena_strndup(call->arena, path, n);
}

RPC(Identity, set_presence, SetPresenceRequest, SetPresenceReply)
{
    struct rows before, rows;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "only users have a presence");
    if (in->state == PRESENCE__STATE__PAUSED && !in->reason)
        return bad(call, "reason", "must say why the user pauses");
    if (in->state != PRESENCE__STATE__PAUSED && in->reason)
        return bad(call, "reason", "may be given with PAUSED only");
    bind_text(call, "id", call->actor);
    bind_text(call, "scope_path", "");
    TRY(sql_one(call, &SQL_lock_user, "user", &before));
    TRY(sql_one(call, &SQL_set_presence, "user", &rows));
    out->presence = wire_new(call->arena, &presence__descriptor);
    row_into(call, &rows, 0, out->presence);
    PresenceChanged changed = PRESENCE_CHANGED__INIT;
    changed.user_id = call->actor;
    changed.team_path = team_of(call, call->principal->path);
    changed.has_from = changed.has_to = 1;
    changed.from = (Presence__State)protobuf_c_enum_descriptor_get_value_by_name(
                       &presence__state__descriptor, row_text(&before, 0, "presence_state"))->value;
    changed.to = in->state;
    changed.reason = in->reason;
    if (changed.from != changed.to || in->reason)
        emit(call, &changed, "user", call->actor, call->principal->path);
    return STATUS_OK;
}
