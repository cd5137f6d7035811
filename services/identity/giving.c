/* SPDX-License-Identifier: Apache-2.0 */
#include "giving.h"

#include <string.h>

#include "db/array.h"
#include "grants.h"
#include "rooms.h"

enum status within_scope(struct call *call, const char *noun, const char *path)
{
    if (strncmp(path, call->scope, strlen(call->scope)) == 0)
        return STATUS_OK;
    return fail(call, STATUS_NOT_FOUND, "no such %s", noun);
}

enum status over_all(struct call *call)
{
    if (!call->scope[0])
        return STATUS_OK;
    return fail_for(call, STATUS_PERMISSION_DENIED, "SCOPE_TOO_NARROW", "what counts everywhere needs the scope ALL");
}

static enum status refuse(struct call *call, const char *permission)
{
    return fail_for(call, STATUS_PERMISSION_DENIED, "MORE_THAN_HELD",
                    "this would give %.80s, which you do not hold yourself as widely", permission);
}

enum status may_give_roles(struct call *call, const char *const *roles, size_t n, const char *path)
{
    struct rows rows;
    bind_texts(call, "roles", roles, n);
    TRY(sql(call, &SQL_list_role_grants, &rows));
    const char **permissions = arena_alloc(call->arena, (rows.n + 1) * sizeof *permissions);
    Scope *scopes = arena_alloc(call->arena, (rows.n + 1) * sizeof *scopes);
    for (size_t i = 0; i < rows.n; i++) {
        permissions[i] = row_text(&rows, i, "permission");
        scopes[i] = scope_named(row_text(&rows, i, "scope"));
    }
    struct grants grants = grants_resolve(call->arena, schema_own(), permissions, scopes, rows.n);
    const char *more = grants_exceed(call->arena, &grants, path, call->principal);
    return more ? refuse(call, more) : STATUS_OK;
}

enum status may_give_grants(struct call *call, RoleGrant *const *given, size_t n)
{
    const char **permissions = arena_alloc(call->arena, (n + 1) * sizeof *permissions);
    Scope *scopes = arena_alloc(call->arena, (n + 1) * sizeof *scopes);
    for (size_t i = 0; i < n; i++) {
        permissions[i] = given[i]->permission;
        scopes[i] = SCOPE__ALL;
    }
    struct grants grants = grants_resolve(call->arena, schema_own(), permissions, scopes, n);
    const char *more = grants_exceed(call->arena, &grants, "/", call->principal);
    return more ? refuse(call, more) : STATUS_OK;
}

enum status may_give_his_roles(struct call *call, const struct rows *user)
{
    size_t n;
    const char **roles = array_read(call->arena, row_text(user, 0, "roles"), &n);
    return may_give_roles(call, roles, n, row_text(user, 0, "path"));
}
