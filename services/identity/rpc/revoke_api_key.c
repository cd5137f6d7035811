/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"
#include "rooms.h"
#include "rows.h"
#include "wire/pack.h"

RPC(Identity, revoke_api_key, RevokeApiKeyRequest, RevokeApiKeyReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_api_key, "API key", &rows));
    TRY(within_scope(call, "API key", row_text(&rows, 0, "team_path")));
    if (!row_is_null(&rows, 0, "revoked_at"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this key was revoked before");
    TRY(sql_one(call, &SQL_revoke_api_key, "API key", &rows));
    out->api_key = wire_new(call->arena, &api_key__descriptor);
    row_into(call, &rows, 0, out->api_key);
    ApiKeyRevoked revoked = API_KEY_REVOKED__INIT;
    revoked.api_key_id = in->id;
    emit(call, &revoked, "api_key", in->id, out->api_key->team_path);
    return audit(call, "api_key.revoked", "api_key", in->id, NULL);
}
