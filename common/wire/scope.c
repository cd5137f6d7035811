/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/scope.h"

#include <string.h>

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

bool principal_scope(const Principal *principal, const char *permission, struct arena *arena, const char **ret_scope)
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
