/* SPDX-License-Identifier: Apache-2.0
 * E-mail addresses: the part of RFC 5321 that people use. A dot-string of at most 64 characters, an @, a host name of at
 * least two labels whose last is not all digits; 254 characters together. Quoted local parts, address literals and
 * addresses outside ASCII (RFC 6531) are refused: they go to the capture, not to a contact point.
 */
#ifndef EMAIL_H
#define EMAIL_H

#include "base/arena.h"

/* The address without surrounding blanks, its domain in lower case; the arena's. NULL if it is none. */
const char *email_clean(struct arena *arena, const char *text);
/* What two spellings of one address share: all of a clean one in lower case. */
const char *email_normal(struct arena *arena, const char *clean);

#endif
