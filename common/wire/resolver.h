/* SPDX-License-Identifier: Apache-2.0
 * Where the instances of a service are. On one host the folder <run_dir>/<service>/ is the list; another list (a
 * registry, a name server) comes behind the same three functions. It only adds: silence removes.
 */
#ifndef WIRE_RESOLVER_H
#define WIRE_RESOLVER_H

#include <stdint.h>

#include "base/arena.h"

struct resolver;

struct listed {
    const char *address; /* for zmq_connect() */
    uint64_t stamp;      /* another one at the same address: another process */
};

struct resolver *resolver_open(const char *run_dir);
/* The list of this moment, the arena's; its length. A missing folder is an empty list. */
uint32_t resolver_list(struct resolver *resolver, const char *service, struct arena *arena, struct listed **ret_list);
void resolver_close(struct resolver *resolver);

#endif
