/* SPDX-License-Identifier: Apache-2.0 */
#include "grants.h"
#include "identity.h"
#include "rooms.h"
#include "rows.h"
#include "wire/pack.h"

RPC(Identity, who_am_i, WhoAmIRequest, WhoAmIReply)
{
    struct rows rows;
    bind_text(call, "id", call->actor);
    bind_text(call, "scope_path", "");
    out->grants = grants_show(call->arena, call->principal->grants, call->principal->n_grants);
    out->n_grants = call->principal->n_grants;
    out->zone = identity_settings.zone;
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
