/* SPDX-License-Identifier: Apache-2.0
 * Tokens of customers' links. A token opens one record to who holds it, until it expires: it names that record and
 * nothing else, under an HMAC-SHA256 of the service's own key. The same record, round and expiry give the same token.
 */
#ifndef AFTERSALES_LINK_H
#define AFTERSALES_LINK_H

#include "base/arena.h"
#include "base/id.h"
#include "seal/key_ring.h"

enum link_kind { LINK_PLAN = 'p', LINK_SURVEY = 's' };

struct link {
    enum link_kind kind;   /* first letter of the token */
    char id[ID_TEXT];
    uint32_t round;        /* of a plan: which proposal */
    int64_t expires_us;    /* whole seconds, rounded down */
};

/* URL-safe text of 83 characters, the arena's. `link->id` must be a UUID. */
const char *link_make(const struct key_ring *keys, const struct link *link, struct arena *arena);

/* What `token` stands for. NOT_FOUND, reason LINK_UNKNOWN, unless it was made for `kind`; FAILED_PRECONDITION, reason
 * LINK_EXPIRED, at its expiry and later. */
enum status link_read(const struct key_ring *keys, const char *token, enum link_kind kind, int64_t now_us,
                      struct arena *arena, struct link *ret_link, struct error *error) MUST_CHECK;

#endif
