/* SPDX-License-Identifier: Apache-2.0
 * What may be shown of a value: enough to recognise, too little to use. Input is valid UTF-8; results are the arena's.
 */
#ifndef MASK_H
#define MASK_H

#include "base/arena.h"

/* "+8613812345678" → "+86138****5678"; short numbers keep less. */
const char *mask_phone(struct arena *arena, const char *e164);
/* "zhang@example.com" → "z***@example.com" */
const char *mask_email(struct arena *arena, const char *address);
/* "张三" → "张*", "Zhang San" → "Z*"; NULL for a blank one. */
const char *mask_name(struct arena *arena, const char *name);
/* The first `keep` characters and "***". */
const char *mask_tail(struct arena *arena, const char *text, size_t keep);
/* Free text: of seven digits or more in a row (blanks, dashes, dots between them) all but the last two become *, of
 * what stands before an @ all but the first character. NULL gives NULL. */
const char *mask_text(struct arena *arena, const char *text);

#endif
