/* SPDX-License-Identifier: Apache-2.0
 * A contact point as typed, judged and made ready to be sealed, found and shown. Pure.
 */
#ifndef POINT_H
#define POINT_H

#include <stdbool.h>

#include "dealspine/customers.pb-c.h"
#include "seal.h"

struct point {
    ContactPoint__Kind kind;
    bool given, valid;
    const char *value;       /* to seal: E.164, the clean address, the trimmed text */
    const char *blind;       /* under the present master key */
    const char *blinds[SEAL_VERSIONS]; /* under each of them */
    size_t n_blinds;
    const char *last_four;   /* blind token, phones only */
    const char *masked;
    char region[4];          /* phones: where the number belongs, may be "" */
    const char *rule;        /* what an invalid one breaks; static */
};

/* Judges `text` (NULL: not given). National phone numbers are `region`'s, CN where NULL. */
struct point point_read(const struct seal_master *master, ContactPoint__Kind kind, const char *text, const char *region,
                        struct arena *arena);

/* The blind token of four digits; NULL unless they are four. */
const char *last_four_token(const struct seal_master *master, size_t nth, const char *digits, struct arena *arena);

/* Blind tokens of a name's beginnings under the present key; their number. */
size_t name_tokens(const struct seal_master *master, const char *name, struct arena *arena, const char *ret_tokens[]);

#endif
