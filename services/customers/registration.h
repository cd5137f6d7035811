/* SPDX-License-Identifier: Apache-2.0
 * Numbers under which organisations are registered. CUS-31. Pure.
 */
#ifndef REGISTRATION_H
#define REGISTRATION_H

#include "base/arena.h"

/* Letters and digits in upper case, without the rest; NULL if it cannot be a number of that region (NULL: CN). Of CN: a
 * unified social credit code (GB 32100) with its check character, which is one in any region, or 15 digits. Of others: 4
 * to 30 characters, with the region in front, "DE HRB12345", as the same means another elsewhere. The arena's. */
const char *registration_clean(struct arena *arena, const char *text, const char *region);
/* "****216G", at most the half of it; the arena's. */
const char *registration_mask(struct arena *arena, const char *clean);

#endif
