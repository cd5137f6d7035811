/* SPDX-License-Identifier: Apache-2.0 */
#include "grants.h"

#include <stdlib.h>
#include <string.h>

#include "wire/pack.h"
#include "wire/scope.h"

/* What is one's own, everybody may: permissions of this ending. */
bool permission_is_everybodys(const char *permission)
{
    const char *dot = strrchr(permission, '.');
    return dot && strcmp(dot, ".self") == 0;
}

/* Asked for inside handlers, by no method's option. */
static const char *const of_handlers[] = {"contracts.approve", "contracts.legal", "opportunities.products"};
enum { N_OF_HANDLERS = sizeof of_handlers / sizeof *of_handlers };

bool permission_is_known(const struct schema *schema, const char *permission)
{
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema, &n);
    if (strcmp(permission, "*") == 0)
        return true;
    for (size_t i = 0; i < N_OF_HANDLERS; i++)
        if (strcmp(of_handlers[i], permission) == 0)
            return true;
    for (size_t i = 0; i < n; i++)
        if (methods[i]->permission && strcmp(methods[i]->permission, permission) == 0)
            return true;
    return false;
}

static void widen(struct arena *arena, struct grants *grants, const char *permission, Scope scope)
{
    for (size_t i = 0; i < grants->n; i++)
        if (strcmp(grants->list[i]->permission, permission) == 0) {
            if (scope > grants->list[i]->scope)
                grants->list[i]->scope = scope;
            return;
        }
    Grant *grant = arena_alloc(arena, sizeof *grant);
    grant__init(grant);
    grant->permission = permission;
    grant->has_scope = 1;
    grant->scope = scope;
    grants->list[grants->n++] = grant;
}

static int by_permission(const void *a, const void *b)
{
    return strcmp((*(Grant *const *)a)->permission, (*(Grant *const *)b)->permission);
}

struct grants grants_resolve(struct arena *arena, const struct schema *schema, const char *const *permissions,
                             const Scope *scopes, size_t n)
{
    size_t n_methods;
    const struct schema_method *const *methods = schema_methods(schema, &n_methods);
    struct grants grants = {arena_alloc(arena, (n + n_methods + N_OF_HANDLERS + 1) * sizeof(Grant *)), 0};
    for (size_t k = 0; k < n_methods; k++)
        if (methods[k]->permission && permission_is_everybodys(methods[k]->permission))
            widen(arena, &grants, methods[k]->permission, SCOPE__OWN);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(permissions[i], "*") != 0) {
            widen(arena, &grants, permissions[i], scopes[i]);
            continue;
        }
        for (size_t k = 0; k < n_methods; k++)
            if (methods[k]->permission)
                widen(arena, &grants, methods[k]->permission, scopes[i]);
        for (size_t k = 0; k < N_OF_HANDLERS; k++)
            widen(arena, &grants, of_handlers[k], scopes[i]);
    }
    qsort(grants.list, grants.n, sizeof *grants.list, by_permission);
    return grants;
}

struct grants grants_narrow(const struct grants *grants, const char *permission)
{
    for (size_t i = 0; i < grants->n; i++)
        if (strcmp(grants->list[i]->permission, permission) == 0)
            return (struct grants){grants->list + i, 1};
    return (struct grants){grants->list, 0};
}

const char *grants_exceed(struct arena *arena, const struct grants *wanted, const char *path, const Principal *giver)
{
    Principal holder = PRINCIPAL__INIT;
    holder.kind = PRINCIPAL__KIND__USER;
    holder.id = "nobody";
    holder.path = path;
    holder.grants = wanted->list;
    holder.n_grants = wanted->n;
    for (size_t i = 0; i < wanted->n; i++) {
        const char *permission = wanted->list[i]->permission, *reach, *own;
        if (permission_is_everybodys(permission) || !permission_is_known(schema_own(), permission))
            continue;
        principal_scope(&holder, permission, arena, &reach);
        if (!principal_scope(giver, permission, arena, &own) || strncmp(reach, own, strlen(own)) != 0)
            return permission;
    }
    return NULL;
}

Scope scope_named(const char *name)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value_by_name(&scope__descriptor, name);
    return value ? (Scope)value->value : (Scope)0;
}

RoleGrant **grants_show(struct arena *arena, Grant *const *list, size_t n)
{
    RoleGrant **shown = arena_alloc(arena, (n + 1) * sizeof *shown);
    for (size_t i = 0; i < n; i++) {
        shown[i] = wire_new(arena, &role_grant__descriptor);
        shown[i]->permission = list[i]->permission;
        shown[i]->has_scope = 1;
        shown[i]->scope = list[i]->scope;
    }
    return shown;
}
