/* SPDX-License-Identifier: Apache-2.0
 * Where the instances of a service are. The folder <run_dir>/<service>/ always counts; a text of words says where else
 * to look, each by a thread of the resolver's own, as such lists may take their time:
 *   registry                       a source given by the owner: Redis, say
 *   dns:{}:7400                    every address of a host name, the service's word in place of {}
 *   static:leads=tcp://HOST:PORT   one instance; as many of these words as there are
 * A list only adds: silence removes.
 */
#ifndef WIRE_RESOLVER_H
#define WIRE_RESOLVER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

struct resolver; /* its functions belong to one thread */

struct listed {
    const char *address; /* for zmq_connect() */
    uint64_t stamp;      /* another one at the same address: another process */
};

/* A list kept by others. All three are called on the resolver's thread, about twice a second, and may block a while. */
struct resolver_source {
    void *context;
    void (*round)(void *context); /* once before the lists of a round; NULL: not wanted */
    /* Calls `add` for each address of `service` that it knows. `id` names the process: on this host
     * "<host name>.<instance>", so that one which is in the folder too is not counted twice. */
    void (*list)(void *context, const char *service, void (*add)(void *sink, const char *address, const char *id),
                 void *sink);
    /* Nobody has answered at this address for half a minute. NULL: not wanted. */
    void (*silent)(void *context, const char *service, const char *address);
};

/* INVALID_ARGUMENT names the word that is not one of the above, or "registry" without a source. */
enum status resolver_open(const char *run_dir, const char *words, const struct resolver_source *source,
                          struct resolver **ret, struct error *error) MUST_CHECK;
/* The list of this moment, the arena's; its length. A missing folder is an empty list. Does not block. */
uint32_t resolver_list(struct resolver *resolver, const char *service, struct arena *arena, struct listed **ret_list);
/* The address does not answer, and has not for half a minute: whoever keeps a list may strike it off. */
void resolver_silent(struct resolver *resolver, const char *service, const char *address);
void resolver_close(struct resolver *resolver); /* NULL is allowed */

/* "<host name>.<instance>", as sources name a process; the arena's. */
const char *resolver_id(struct arena *arena, const char *instance);

#endif
