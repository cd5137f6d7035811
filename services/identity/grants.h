/* SPDX-License-Identifier: Apache-2.0
 * What roles add up to.
 */
#ifndef GRANTS_H
#define GRANTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "dealspine/identity.pb-c.h"
#include "dealspine/wire.pb-c.h"
#include "schema/schema.h"

struct grants {
    Grant **list; /* by permission */
    size_t n;
};

/* Does any method ask for `permission`, or is it "*"? */
bool permission_is_known(const struct schema *schema, const char *permission);

/* The widest scope of each permission among the n pairs; "*" stands for every permission of `schema`. What everybody
 * signed in holds (permissions that end in ".self") is added. The arena's. */
struct grants grants_resolve(struct arena *arena, const struct schema *schema, const char *const *permissions,
                             const Scope *scopes, size_t n);

/* The n of `list` as WhoAmI shows them; the arena's. */
RoleGrant **grants_show(struct arena *arena, Grant *const *list, size_t n);

/* The number of a scope's name; 0 if it is none. */
Scope scope_named(const char *name);

/* Of `grants` the one for `permission` alone, if it is there. */
struct grants grants_narrow(const struct grants *grants, const char *permission);

/* The first permission that `wanted`, held by somebody at `path`, would reach rows with that `giver` does not reach with
 * it; NULL if there is none. What everybody holds and what no method asks for is left aside. */
const char *grants_exceed(struct arena *arena, const struct grants *wanted, const char *path, const Principal *giver);

/* Does everybody who is signed in hold it? */
bool permission_is_everybodys(const char *permission);

#endif
