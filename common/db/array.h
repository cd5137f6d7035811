/* SPDX-License-Identifier: Apache-2.0
 * Postgres arrays of one dimension: literals, and the binary form of parameters.
 */
#ifndef DB_ARRAY_H
#define DB_ARRAY_H

#include "base/text.h"
#include "db/db.h"

/* `{"a","b",NULL}` from n texts; NULL elements become SQL NULL. The arena's. */
const char *array_write(struct arena *arena, const char *const *values, size_t n);
/* The binary form of the same, or of an array of bytea: `*ret_size` bytes, the arena's. */
const char *array_pack(struct arena *arena, const struct db_list *list, int *ret_size);
/* The elements of such a literal, the arena's; NULL elements for SQL NULL. */
const char **array_read(struct arena *arena, const char *literal, size_t *ret_n);
/* `\x…`, as Postgres reads and writes bytea. */
const char *bytea_write(struct arena *arena, const void *bytes, size_t n);
const uint8_t *bytea_read(struct arena *arena, const char *literal, size_t *ret_n);

#endif
