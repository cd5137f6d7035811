/* SPDX-License-Identifier: Apache-2.0
 * An e-mail as it goes to the mail server (RFC 5322, RFC 2047, RFC 2045), and which addresses are taken. Pure.
 */
#ifndef NOTIFICATIONS_LETTER_H
#define NOTIFICATIONS_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* A dot-string, an @, a host name of two labels or more; 254 characters. Nothing that could end a header line. */
bool letter_address_is_valid(const char *address);

struct letter {
    const char *id;   /* of the notification: its Message-ID, the same in every attempt */
    const char *from, *to;
    const char *subject, *text; /* UTF-8 */
    int64_t at_us;
};

/* Header and body with CRLF line ends, the arena's. Both addresses must be valid. */
const char *letter_write(const struct letter *letter, struct arena *arena);

#endif
