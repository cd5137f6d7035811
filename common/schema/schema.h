/* SPDX-License-Identifier: Apache-2.0
 * protoc's own descriptor set, read at start: what protobuf-c's descriptors drop (options, JSON names, map entries) is
 * read from here. See proto/dealspine/options.proto for the options.
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/* Numbers are those of FieldDescriptorProto.Type. */
enum schema_type {
    TYPE_DOUBLE = 1, TYPE_FLOAT, TYPE_INT64, TYPE_UINT64, TYPE_INT32, TYPE_FIXED64, TYPE_FIXED32, TYPE_BOOL,
    TYPE_STRING, TYPE_GROUP, TYPE_MESSAGE, TYPE_BYTES, TYPE_UINT32, TYPE_ENUM, TYPE_SFIXED32, TYPE_SFIXED64,
    TYPE_SINT32, TYPE_SINT64
};

struct schema_enum_value {
    const char *name;
    int32_t number;
};

struct schema_enum {
    const char *name; /* full, without leading dot */
    const struct schema_enum_value *values;
    size_t n;
};

struct schema_field {
    const char *name, *json_name;
    uint32_t number;
    enum schema_type type;
    bool repeated, packed, map; /* map: a repeated message whose fields 1 and 2 are key and value */
    bool proto3;                /* of its file: no presence for plain scalars, open enums */
    int oneof;                  /* index, -1 none; proto3 `optional` counts as none */
    const struct schema_message *message;   /* of messages */
    const struct schema_enum *enumeration;  /* of enums */
    bool required, secret;                  /* options `required` and `private` */
    uint32_t max_len;                       /* never 0: the default is filled in */
    bool has_min, has_max;
    int64_t min, max;
    const char *format; /* NULL if none */
};

struct schema_message {
    const char *name;  /* "dealspine.leads.v1.Lead" */
    const char *event; /* "lead.captured", NULL if it is no event */
    const char *domain; /* word of the package, "leads"; "" outside dealspine.* */
    const struct schema_field *fields; /* by number */
    size_t n;
    bool map_entry;
};

struct schema_method {
    const char *name;          /* "CaptureLead" */
    const char *word;          /* "leads" */
    const char *full;          /* "leads.CaptureLead": as on the wire */
    const char *service;       /* "dealspine.leads.v1.Leads" */
    const struct schema_message *input, *output;
    bool query;                /* idempotency_level = NO_SIDE_EFFECTS */
    bool open;
    const char *permission, *callers, *lock; /* NULL if absent */
};

struct schema; /* immutable, shared by all threads */

/* Reads a FileDescriptorSet. INVALID_ARGUMENT if it is malformed or refers to what it lacks. */
enum status schema_open(const void *bytes, size_t n, struct schema **ret, struct error *error) MUST_CHECK;
void schema_free(struct schema *schema);
/* The project's own set, embedded at build time; opened once, never freed. Ends the process if it is broken. */
const struct schema *schema_own(void);

/* All find functions give NULL for what is absent; results live as long as the schema. */
const struct schema_message *schema_message(const struct schema *schema, const char *full_name);
const struct schema_method *schema_method(const struct schema *schema, const char *word, const char *method);
/* By HTTP path without the leading slash, "dealspine.leads.v1.Leads/CaptureLead". */
const struct schema_method *schema_method_by_path(const struct schema *schema, const char *path);
const struct schema_message *schema_event(const struct schema *schema, const char *type);
const struct schema_field *schema_field(const struct schema_message *message, uint32_t number);
const struct schema_field *schema_field_by_name(const struct schema_message *message, const char *name, size_t n);

/* All methods, by word and name; for tables, help and checks. */
const struct schema_method *const *schema_methods(const struct schema *schema, size_t *ret_n);
const struct schema_message *const *schema_messages(const struct schema *schema, size_t *ret_n);

#endif
