/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "grants.h"
#include "rooms.h"
#include "wire/pack.h"

static void add_methods(struct call *call, PermissionInfo *info)
{
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema_own(), &n);
    info->methods = arena_alloc(call->arena, (n + 1) * sizeof *info->methods);
    for (size_t i = 0; i < n; i++)
        if (methods[i]->permission && strcmp(methods[i]->permission, info->permission) == 0)
            info->methods[info->n_methods++] = methods[i]->full;
}

static void add_held(const struct call *call, PermissionInfo *info)
{
    const Principal *who = call->principal;
    for (size_t i = 0; i < who->n_grants; i++)
        if (strcmp(who->grants[i]->permission, info->permission) == 0) {
            info->has_held = 1;
            info->held = who->grants[i]->scope;
        }
}

RPC(Identity, list_permissions, ListPermissionsRequest, ListPermissionsReply)
{
    static const char *const star[] = {"*"};
    static const Scope all[] = {SCOPE__ALL};
    struct grants every = grants_resolve(call->arena, schema_own(), star, all, 1);
    out->permissions = arena_alloc(call->arena, (every.n + 1) * sizeof *out->permissions);
    for (size_t i = 0; i < every.n; i++) {
        if (permission_is_everybodys(every.list[i]->permission))
            continue;
        PermissionInfo *info = wire_new(call->arena, &permission_info__descriptor);
        info->permission = every.list[i]->permission;
        add_methods(call, info);
        add_held(call, info);
        out->permissions[out->n_permissions++] = info;
    }
    return STATUS_OK;
}
