/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "rooms.h"
#include "rows.h"
#include "token.h"
#include "wire/pack.h"

RPC(Identity, create_api_key, CreateApiKeyRequest, CreateApiKeyReply)
{
    struct rows rows;
    const char *id = new_id(call);
    if (in->expires_at && in->expires_at->seconds <= call->now_us / 1000000)
        return bad(call, "expires_at", "must be in the future");
    TRY(find_place(call, in->team_path, in->roles, in->n_roles));
    TRY(within_scope(call, "team", in->team_path));
    TRY(may_give_roles(call, in->roles, in->n_roles, in->team_path));
    out->secret = token_new(call->arena, TOKEN_API_KEY);
    bind_text(call, "id", id);
    bind_text(call, "token_hash", token_hash(call->arena, out->secret));
    TRY(sql_one(call, &SQL_add_api_key, "API key", &rows));
    out->api_key = wire_new(call->arena, &api_key__descriptor);
    row_into(call, &rows, 0, out->api_key);
    ApiKeyCreated created = API_KEY_CREATED__INIT;
    created.api_key_id = id;
    created.team_path = in->team_path;
    created.roles = in->roles;
    created.n_roles = in->n_roles;
    created.expires_at = in->expires_at;
    emit(call, &created, "api_key", id, in->team_path);
    return audit(call, "api_key.created", "api_key", id, in->team_path);
}
