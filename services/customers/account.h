/* SPDX-License-Identifier: Apache-2.0
 * Numbers of bank accounts. CUS-08. Pure.
 */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "base/arena.h"

enum { ACCOUNT_MIN = 8, ACCOUNT_MAX = 34 };

/* Letters and digits in upper case, without blanks and dashes; NULL if it cannot be an account's number: too short, too
 * long, other characters, or of an IBAN's form with wrong check digits. The arena's. */
const char *account_clean(struct arena *arena, const char *text);
/* "****6789"; the arena's. */
const char *account_mask(struct arena *arena, const char *clean);

#endif
