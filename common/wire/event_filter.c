/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/event_filter.h"

#include <string.h>

static bool type_matches(const char *pattern, const char *type)
{
    size_t n = strlen(pattern);
    if (n && pattern[n - 1] == '*')
        return strncmp(pattern, type, n - 1) == 0;
    return strcmp(pattern, type) == 0;
}

bool event_is_wanted(const Event *event, const char *scope, const char *const *types, size_t n_types)
{
    if (!event->owner_path || !event->type || strncmp(event->owner_path, scope, strlen(scope)) != 0)
        return false;
    for (size_t i = 0; i < n_types; i++)
        if (type_matches(types[i], event->type))
            return true;
    return n_types == 0;
}
