/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "rows.h"
#include "wire/pack.h"

static void show_grants(struct call *call, WhoAmIReply *out)
{
    const Principal *who = call->principal;
    out->grants = arena_alloc(call->arena, (who->n_grants + 1) * sizeof *out->grants);
    out->n_grants = who->n_grants;
    for (size_t i = 0; i < who->n_grants; i++) {
        RoleGrant *grant = wire_new(call->arena, &role_grant__descriptor);
        grant->permission = who->grants[i]->permission;
        grant->has_scope = 1;
        grant->scope = who->grants[i]->scope;
        out->grants[i] = grant;
    }
}

RPC(Identity, who_am_i, WhoAmIRequest, WhoAmIReply)
{
    struct rows rows;
    bind_text(call, "id", call->actor);
    bind_text(call, "scope_path", "");
    show_grants(call, out);
    if (call->principal->kind == PRINCIPAL__KIND__USER) {
        TRY(sql_one(call, &SQL_get_user, "user", &rows));
        out->user = user_of_row(call, &rows, 0);
        return STATUS_OK;
    }
    TRY(sql_one(call, &SQL_show_api_key, "API key", &rows));
    out->api_key = wire_new(call->arena, &api_key__descriptor);
    row_into(call, &rows, 0, out->api_key);
    return STATUS_OK;
}
