/* SPDX-License-Identifier: Apache-2.0
 * Lists of addresses that take time to ask for: names, registries. A thread asks, the resolver reads what it found last.
 */
#ifndef WIRE_LOOKUP_H
#define WIRE_LOOKUP_H

#include "wire/resolver.h"

struct lookup; /* thread-safe */

/* `words` as in resolver.h. `*ret` is NULL where there are none. */
enum status lookup_open(const char *words, const struct resolver_source *source, struct lookup **ret,
                        struct error *error) MUST_CHECK;
void lookup_close(struct lookup *lookup); /* NULL is allowed */

struct found {
    const char *address, *id;
};
/* What was found last, the arena's; its length. A service asked for the first time is looked for at once. */
size_t lookup_list(struct lookup *lookup, const char *service, struct arena *arena, struct found **ret_list);
void lookup_silent(struct lookup *lookup, const char *service, const char *address);

#endif
