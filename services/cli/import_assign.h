/* SPDX-License-Identifier: Apache-2.0
 * Sets a field of a message from text, by the path of its names: "source", "capture.phone", "attributes.city". Works on
 * protobuf-c's descriptors, so that no message needs code of its own.
 */
#ifndef CLI_IMPORT_ASSIGN_H
#define CLI_IMPORT_ASSIGN_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"

enum { ASSIGN_DEPTH = 4 };

/* A resolved path. The last field is no message, or a Timestamp. */
struct assign_path {
    const ProtobufCFieldDescriptor *fields[ASSIGN_DEPTH];
    size_t n;
    const char *entry; /* of a list of names and values: the name; borrowed from the path's text. NULL otherwise */
};

/* INVALID_ARGUMENT when `type` has no such field. The rest of a path behind a repeated message whose fields 1 and 2 are
 * strings names an entry of it. */
enum status assign_resolve(const ProtobufCMessageDescriptor *type, const char *path, struct assign_path *ret_path,
                           struct error *error) MUST_CHECK;

/* A fresh message of `type`, the arena's. */
void *assign_new(struct arena *arena, const ProtobufCMessageDescriptor *type);

/* Is the single field of `path` set already? Repeated ones never are: they take another element. */
bool assign_is_set(const void *message, const struct assign_path *path);

/* Reads `value` as the field's type and stores it, making messages on the way; texts are copied to the arena. Enums by
 * name and booleans as yes, true, y, 1 and their opposites, in any case; times as RFC 3339 or a date.
 * INVALID_ARGUMENT names the rule, never the value. */
enum status assign_text(struct arena *arena, void *message, const struct assign_path *path, const char *value,
                        struct error *error) MUST_CHECK;

#endif
