/* SPDX-License-Identifier: Apache-2.0
 * Messages as JSON Schema (2020-12), as they are on the wire in JSON, and examples of them. Whoever calls owns the tree.
 */
#ifndef GATEWAY_SHAPE_H
#define GATEWAY_SHAPE_H

#include <jansson.h>

#include "schema/schema.h"

/* {"$ref": "#/components/schemas/dealspine.leads.v1.Lead"} */
json_t *shape_ref(const struct schema_message *message);

/* Adds to the object `schemas` the schema of `message` and of all that it holds, by full name, unless they are there. */
void shape_add(json_t *schemas, const struct schema_message *message);

/* An object with a value in every field, always the same; `depth` levels of messages within it. */
json_t *shape_example(const struct schema_message *message, unsigned depth);

/* {"title", "version", "description"} of a document. */
json_t *shape_info(const char *title, const char *description);

#endif
