/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "expected.h"
#include "giving.h"
#include "grants.h"
#include "rooms.h"
#include "rows.h"
#include "wire/pack.h"

static enum status check_grants(struct call *call, const PutRoleRequest *in)
{
    for (size_t i = 0; i < in->n_grants; i++) {
        const char *permission = in->grants[i]->permission;
        if (!permission_is_known(schema_own(), permission))
            return bad(call, arena_printf(call->arena, "grants[%zu].permission", i), "no method asks for \"%.80s\"",
                       permission);
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->grants[k]->permission, permission) == 0)
                return bad(call, arena_printf(call->arena, "grants[%zu].permission", i), "is given twice");
    }
    return STATUS_OK;
}

static void bind_grants(struct call *call, const PutRoleRequest *in)
{
    const char **permissions = arena_alloc(call->arena, (in->n_grants + 1) * sizeof *permissions);
    const char **scopes = arena_alloc(call->arena, (in->n_grants + 1) * sizeof *scopes);
    for (size_t i = 0; i < in->n_grants; i++) {
        permissions[i] = in->grants[i]->permission;
        scopes[i] = protobuf_c_enum_descriptor_get_value(&scope__descriptor, (int)in->grants[i]->scope)->name;
    }
    bind_texts(call, "permissions", permissions, in->n_grants);
    bind_texts(call, "scopes", scopes, in->n_grants);
}

RPC(Identity, put_role, PutRoleRequest, PutRoleReply)
{
    struct rows before, rows;
    if (strcmp(in->code, "admin") == 0)
        return fail(call, STATUS_FAILED_PRECONDITION, "the role admin keeps its grants, or nobody could undo it");
    TRY(check_grants(call, in));
    TRY(over_all(call));
    TRY(may_give_grants(call, in->grants, in->n_grants));
    TRY(sql(call, &SQL_lock_role, &before));
    TRY(expect_version(call, in->has_expected_version, in->expected_version,
                       before.n ? row_int(&before, 0, "version") : 0));
    TRY(sql_one(call, &SQL_put_role, "role", &rows));
    out->role = wire_new(call->arena, &role__descriptor);
    row_into(call, &rows, 0, out->role);
    out->role->grants = in->grants;
    out->role->n_grants = in->n_grants;
    const char *id = row_text(&rows, 0, "id");
    bind_grants(call, in);
    TRY(sql(call, &SQL_drop_grants, &rows));
    TRY(sql(call, &SQL_add_grants, &rows));
    RoleChanged changed = ROLE_CHANGED__INIT;
    changed.role = in->code;
    changed.has_version = 1;
    changed.version = out->role->version;
    emit(call, &changed, "role", id, "/");
    return audit(call, "role.put", "role", in->code, NULL);
}
