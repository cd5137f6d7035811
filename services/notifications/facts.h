/* SPDX-License-Identifier: Apache-2.0
 * The facts of an event: the fields of its payload that hold one plain value, whatever its type. Pure.
 */
#ifndef NOTIFICATIONS_FACTS_H
#define NOTIFICATIONS_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/schema.h"
#include "wire/pack.h"

enum { FACTS = 64 };

struct fact {
    const char *name;  /* of the field, as in the .proto */
    const char *text;  /* "CNY", "42000000", "true", an enum's name; NULL for times */
    bool is_time;
    int64_t us;        /* times only */
};

struct facts {
    size_t n;
    struct fact list[FACTS];
};

/* Reads the packed message `payload`; repeated fields, messages but Timestamp, bytes and reals are passed over, and so
 * is what is malformed. Texts are the arena's. */
void facts_read(const struct schema_message *type, struct bytes payload, struct arena *arena, struct facts *ret_facts);
/* Adds one, or replaces it; does nothing when there is no room. */
void facts_put(struct facts *facts, const char *name, const char *text);
void facts_put_time(struct facts *facts, const char *name, int64_t us);
const struct fact *facts_find(const struct facts *facts, const char *name, size_t n); /* NULL: absent */

#endif
