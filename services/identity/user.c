/* SPDX-License-Identifier: Apache-2.0 */
#include "user.h"

#include <string.h>

static const struct transition user_rows[] = {
    {"INVITED", "activate", "ACTIVE", "got a password and can sign in"},
    {"SUSPENDED", "activate", "ACTIVE", "can sign in again"},
    {"INVITED", "suspend", "SUSPENDED", "the invitation rests"},
    {"ACTIVE", "suspend", "SUSPENDED", "cannot sign in, open sessions have ended"},
    {"INVITED", "offboard", "LEFT", "never came"},
    {"ACTIVE", "offboard", "LEFT", "left the organisation"},
    {"SUSPENDED", "offboard", "LEFT", "left the organisation"},
};
const struct lifecycle user_lifecycle = {"user", "INVITED", user_rows, sizeof user_rows / sizeof *user_rows};

static bool is_login_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr("._-@+", c));
}

const char *login_normal(struct arena *arena, const char *login)
{
    char *normal = arena_strdup(arena, login);
    for (char *p = normal; *p; p++) {
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p | 0x20);
        if (!is_login_byte(*p))
            return NULL;
    }
    return normal[0] ? normal : NULL;
}

const char *user_path(struct arena *arena, const char *team_path, const char *user_id)
{
    return arena_printf(arena, "%s~%s", team_path, user_id);
}

static bool is_code_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("_.-", c));
}

bool team_path_is_valid(const char *path)
{
    if (path[0] != '/' || !path[1])
        return false;
    for (const char *p = path + 1; *p; p++) {
        if (*p == '/' ? p[-1] == '/' : !is_code_byte(*p))
            return false;
    }
    return path[strlen(path) - 1] == '/';
}

const char *team_prefix(struct arena *arena, const char *scope)
{
    return arena_strndup(arena, scope, strcspn(scope, "~"));
}
