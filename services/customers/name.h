/* SPDX-License-Identifier: Apache-2.0
 * Names as search sees them. A name is found by its beginning without standing in the database: each beginning of two to
 * eight characters is a blind token.
 */
#ifndef NAME_H
#define NAME_H

#include "base/arena.h"

enum { NAME_TOKEN_MIN = 2, NAME_TOKEN_MAX = 8 };

/* Without blanks and punctuation of ASCII, full-width forms as ASCII, ASCII letters in lower case; the arena's. */
const char *name_key(struct arena *arena, const char *name);
/* The same of an organisation's name, without the legal form at its end: "Ltd", "有限公司". "" where nothing is left. */
const char *name_org_key(struct arena *arena, const char *name);
/* The beginnings of a key, shortest first; returns their number. */
size_t name_beginnings(struct arena *arena, const char *key, const char *ret_beginnings[NAME_TOKEN_MAX]);
/* The beginning to look for: at most NAME_TOKEN_MAX characters of the key; NULL if it has fewer than two. */
const char *name_beginning(struct arena *arena, const char *key);

#endif
