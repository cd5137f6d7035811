/* SPDX-License-Identifier: Apache-2.0
 * Over which rows a principal holds a permission (ADR 0005). Pure.
 */
#ifndef WIRE_SCOPE_H
#define WIRE_SCOPE_H

#include <stdbool.h>

#include "base/arena.h"
#include "dealspine/wire.pb-c.h"

/* False: it does not hold it. `ret_scope` gets the prefix that owner_path must have, "" for ALL; the arena's or the
 * principal's. Services hold every permission over ALL. */
bool principal_scope(const Principal *principal, const char *permission, struct arena *arena, const char **ret_scope);

#endif
