/* SPDX-License-Identifier: Apache-2.0
 * Who may call what, and over which rows.
 */
#include <stdio.h>
#include <string.h>

#include "service/own.h"
#include "wire/scope.h"

static bool lists(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words; p && *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, word, n) == 0 && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

bool access_scope(const Principal *principal, const char *permission, struct arena *arena, const char **ret_scope)
{
    return principal_scope(principal, permission, arena, ret_scope);
}

static enum status because(const char *reason, struct error *error)
{
    if (error)
        snprintf(error->reason, sizeof error->reason, "%s", reason);
    return STATUS_PERMISSION_DENIED;
}

enum status access_check(const struct schema_method *method, const Principal *principal, struct arena *arena,
                         const char **ret_scope, struct error *error)
{
    *ret_scope = "";
    if (principal->kind == PRINCIPAL__KIND__SERVICE) {
        if (lists(method->callers, principal->id) || (method->open && strcmp(principal->id, "gateway") == 0))
            return STATUS_OK;
        fail_with(error, STATUS_PERMISSION_DENIED, "the service %s may not call %s", principal->id, method->full);
        return because("NOT_A_CALLER", error);
    }
    if (method->open)
        return STATUS_OK;
    if (!method->permission) {
        fail_with(error, STATUS_PERMISSION_DENIED, "%s is for services only", method->full);
        return because("SERVICES_ONLY", error);
    }
    if (access_scope(principal, method->permission, arena, ret_scope))
        return STATUS_OK;
    fail_with(error, STATUS_PERMISSION_DENIED, "%s needs the permission %s", method->full, method->permission);
    return because("NO_PERMISSION", error);
}
