/* SPDX-License-Identifier: Apache-2.0
 * Who may call what, and over which rows.
 */
#include <string.h>

#include "service/own.h"

static bool lists(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words; p && *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, word, n) == 0 && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

/* "/hq/sales/" of "/hq/sales/~<user>". */
static const char *team_path(const char *path, struct arena *arena)
{
    const char *tilde = strchr(path, '~');
    return tilde ? arena_strndup(arena, path, (size_t)(tilde - path)) : path;
}

static const char *scope_prefix(const Principal *principal, Scope scope, struct arena *arena)
{
    const char *path = principal->path && principal->path[0] ? principal->path : "/";
    switch (scope) {
    case SCOPE__ALL:
        return "";
    case SCOPE__SUBTREE:
        return team_path(path, arena);
    case SCOPE__TEAM:
        return arena_printf(arena, "%s~", team_path(path, arena));
    default:
        /* A key has no rows of its own: its path names a team, and nothing is owned by "/team/~". */
        return strchr(path, '~') ? path : arena_printf(arena, "%s~%s", path, principal->id);
    }
}

bool access_scope(const Principal *principal, const char *permission, struct arena *arena, const char **ret_scope)
{
    if (principal->kind == PRINCIPAL__KIND__SERVICE) {
        *ret_scope = "";
        return true;
    }
    /* Several roles may grant it: the widest counts, and the enumeration is in that order. */
    int widest = 0;
    for (size_t i = 0; i < principal->n_grants; i++) {
        const Grant *grant = principal->grants[i];
        int scope = grant->has_scope ? (int)grant->scope : (int)SCOPE__ALL;
        if (grant->permission && strcmp(grant->permission, permission) == 0 && scope > widest)
            widest = scope;
    }
    if (widest)
        *ret_scope = scope_prefix(principal, (Scope)widest, arena);
    return widest != 0;
}

enum status access_check(const struct schema_method *method, const Principal *principal, struct arena *arena,
                         const char **ret_scope, struct error *error)
{
    *ret_scope = "";
    if (principal->kind == PRINCIPAL__KIND__SERVICE) {
        if (lists(method->callers, principal->id) || (method->open && strcmp(principal->id, "gateway") == 0))
            return STATUS_OK;
        return fail_with(error, STATUS_PERMISSION_DENIED, "the service %s may not call %s", principal->id,
                         method->full);
    }
    if (method->open)
        return STATUS_OK;
    if (!method->permission)
        return fail_with(error, STATUS_PERMISSION_DENIED, "%s is for services only", method->full);
    if (!access_scope(principal, method->permission, arena, ret_scope))
        return fail_with(error, STATUS_PERMISSION_DENIED, "%s needs the permission %s", method->full,
                         method->permission);
    return STATUS_OK;
}
