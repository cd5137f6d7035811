/* SPDX-License-Identifier: Apache-2.0 */
#include "pass.h"

#include "identity.h"
#include "rooms.h"
#include "token.h"
#include "wire/pack.h"
#include "wire/principal.h"

enum { VALID_MS = 5 * 60 * 1000 };

enum status pass_grants(struct call *call, const char *kind, const char *id, bool narrow, struct grants *ret)
{
    struct rows rows;
    bind_text(call, "kind", kind);
    bind_text(call, "id", id);
    TRY(sql(call, &SQL_list_grants, &rows));
    const char **permissions = arena_alloc(call->arena, (rows.n + 1) * sizeof *permissions);
    Scope *scopes = arena_alloc(call->arena, (rows.n + 1) * sizeof *scopes);
    for (size_t i = 0; i < rows.n; i++) {
        permissions[i] = row_text(&rows, i, "permission");
        scopes[i] = scope_named(row_text(&rows, i, "scope"));
    }
    *ret = grants_resolve(call->arena, schema_own(), permissions, scopes, narrow ? 0 : rows.n);
    if (narrow)
        *ret = grants_narrow(ret, "identity.self");
    return STATUS_OK;
}

static Principal *principal_of_row(struct call *call, const struct rows *rows)
{
    Principal *principal = wire_new(call->arena, &principal__descriptor);
    row_into(call, rows, 0, principal);
    principal->has_issued_at_ms = principal->has_expires_at_ms = 1;
    principal->issued_at_ms = call->now_us / 1000;
    principal->expires_at_ms = principal->issued_at_ms + VALID_MS;
    int64_t token_ends_ms = row_time(rows, 0, "expires_at") / 1000;
    if (token_ends_ms && token_ends_ms < principal->expires_at_ms)
        principal->expires_at_ms = token_ends_ms;
    return principal;
}

enum status pass_of_token(struct call *call, const char *token, const char *bearer, SignedPrincipal **ret,
                          int64_t *ret_expires_us, struct rows *ret_rows)
{
    if (!token_is_valid(token))
        return fail(call, STATUS_UNAUTHENTICATED, "this is no token of ours");
    bind_text(call, "token_hash", token_hash(call->arena, token));
    TRY(sql(call, &SQL_find_token, ret_rows));
    if (ret_rows->n == 0)
        return fail(call, STATUS_UNAUTHENTICATED, "unknown, ended or expired token");
    struct grants grants;
    Principal *principal = principal_of_row(call, ret_rows);
    TRY(pass_grants(call, row_text(ret_rows, 0, "kind"), principal->id, row_bool(ret_rows, 0, "must_change_password"),
                    &grants));
    principal->grants = grants.list;
    principal->n_grants = grants.n;
    principal->bearer = bearer;
    *ret = principal_sign(identity_signer(), principal, call->arena);
    *ret_expires_us = principal->expires_at_ms * 1000;
    return STATUS_OK;
}
