/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rooms.h"
#include "wire/pack.h"

static void add_grant(struct call *call, const struct rows *rows, size_t row, Role *role)
{
    if (row_is_null(rows, row, "permission"))
        return;
    RoleGrant *grant = wire_new(call->arena, &role_grant__descriptor);
    row_into(call, rows, row, grant);
    role->grants[role->n_grants++] = grant;
}

RPC(Identity, list_roles, ListRolesRequest, ListRolesReply)
{
    struct rows rows;
    Role *role = NULL;
    TRY(sql(call, &SQL_list_roles, &rows));
    out->roles = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->roles);
    for (size_t i = 0; i < rows.n; i++) {
        if (!role || strcmp(role->code, row_text(&rows, i, "code")) != 0) {
            role = wire_new(call->arena, &role__descriptor);
            row_into(call, &rows, i, role);
            role->grants = arena_alloc(call->arena, (rows.n - i) * sizeof *role->grants);
            out->roles[out->n_roles++] = role;
        }
        add_grant(call, &rows, i, role);
    }
    return STATUS_OK;
}
