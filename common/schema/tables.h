/* SPDX-License-Identifier: Apache-2.0
 * The tables behind schema.h, for the files of this folder alone: read.c fills them, schema.c looks things up.
 */
#ifndef SCHEMA_TABLES_H
#define SCHEMA_TABLES_H

#include "base/arena.h"
#include "schema/schema.h"

struct schema {
    struct arena *arena; /* holds everything else */
    const struct schema_message **messages; /* by name */
    const struct schema_message **events;   /* by event */
    const struct schema_enum **enums;       /* by name */
    const struct schema_method **methods;   /* by word and name */
    const struct schema_method **paths;     /* by service and name */
    size_t n_messages, n_events, n_enums, n_methods;
};

/* Fills `schema` (whose arena is there, the rest zero) from the bytes of a FileDescriptorSet. */
enum status schema_read(struct schema *schema, const void *bytes, size_t n, struct error *error) MUST_CHECK;

/* Order by name; of methods by word, then name. For qsort and bsearch over the pointer tables. */
int schema_by_name(const void *a, const void *b);
int schema_by_event(const void *a, const void *b);
int schema_by_enum_name(const void *a, const void *b);
int schema_by_method(const void *a, const void *b);
int schema_by_path(const void *a, const void *b);

#endif
