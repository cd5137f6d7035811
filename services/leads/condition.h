/* SPDX-License-Identifier: Apache-2.0
 * Facts about a lead and the conditions `field op value` that rules put to them. Pure.
 */
#ifndef LEADS_CONDITION_H
#define LEADS_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "dealspine/leads.pb-c.h"

struct fact {
    const char *field, *value;
};

/* A field may occur several times (interests); one that is absent or empty compares as empty. */
struct facts {
    struct arena *arena;
    struct fact *list;
    size_t n, room;
};

void facts_init(struct facts *facts, struct arena *arena);
/* NULL and "" add nothing. Both texts are borrowed. */
void facts_add(struct facts *facts, const char *field, const char *value);
void facts_add_number(struct facts *facts, const char *field, long value);
/* What `field` says now is forgotten. */
void facts_drop(struct facts *facts, const char *field);
/* The first value of `field`; NULL if absent. */
const char *facts_get(const struct facts *facts, const char *field);

/* NE and NOT_IN hold when no value of the field is (one of) the rule's; all others when at least one value fits.
 * Numbers are compared as decimals; what is not a number fits neither GE nor LE. */
bool condition_holds(const struct facts *facts, const char *field, LeadRules__Op op, const char *value);

/* "source_channel is PHONE", "always"; the arena's. */
const char *condition_sentence(struct arena *arena, const char *field, LeadRules__Op op, const char *value);

/* May rules ask for this field? `attribute.<key>` with any key, and the names listed at message LeadRules. */
bool condition_field_is_known(const char *field);

#endif
