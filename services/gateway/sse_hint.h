/* SPDX-License-Identifier: Apache-2.0
 * What a reader of /changes is told: that something he may read has changed, and nothing of what it says. He needs no
 * permission to read events; what he may know is decided by the permissions and scopes under which he reads the records
 * themselves. Pure.
 */
#ifndef GATEWAY_SSE_HINT_H
#define GATEWAY_SSE_HINT_H

#include <stdbool.h>

#include "base/arena.h"
#include "dealspine/events.pb-c.h"
#include "dealspine/wire.pb-c.h"

/* The prefix of owner_path by rule, NULL where he holds no permission for it; NULL as a whole when he holds none. The
 * arena's or the principal's. */
const char *const *hint_scopes(const Principal *principal, struct arena *arena);

/* May he read anything of this service? */
bool hint_reads(const char *const *scopes, const char *domain);

/* {"domain":"leads","aggType":"lead","aggId":"…"}; NULL for an event that is not for him. Without `aggId` where he may see
 * the kind in lists only. */
const char *hint_of(const char *const *scopes, const Event *event, struct arena *arena);

#endif
