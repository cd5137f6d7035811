/* SPDX-License-Identifier: Apache-2.0
 * Rules of users and teams: states, logins, paths.
 */
#ifndef USER_H
#define USER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/lifecycle.h"

extern const struct lifecycle user_lifecycle;

/* The login in lower case, the arena's; NULL unless it is letters, digits and . _ - @ + of ASCII. */
const char *login_normal(struct arena *arena, const char *login);

/* "/hq/sales/" and a user's id: "/hq/sales/~<id>". */
const char *user_path(struct arena *arena, const char *team_path, const char *user_id);

/* Slashes at both ends, codes between them. */
bool team_path_is_valid(const char *path);
/* The team path within a scope prefix: "/hq/sales/~" gives "/hq/sales/", "" stays. */
const char *team_prefix(struct arena *arena, const char *scope);

#endif
