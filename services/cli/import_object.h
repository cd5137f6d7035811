/* SPDX-License-Identifier: Apache-2.0
 * What can be imported: one row of a table per kind of object. A row of a file becomes one call of the kind's method.
 */
#ifndef CLI_IMPORT_OBJECT_H
#define CLI_IMPORT_OBJECT_H

#include <protobuf-c/protobuf-c.h>

#include "import_assign.h"
#include "schema/schema.h"

struct import_object {
    const char *name; /* as on the command line, "leads" */
    const ProtobufCServiceDescriptor *service;
    const char *method;     /* takes one object in, "CaptureLead" */
    const char *key_field;  /* of its request: names the object for ever, so that a second time changes nothing */
    const char *bulk_field; /* of its request: names the file */
    const char *update_field; /* of its request: what is there is changed; NULL: such objects never change */
    const char *only_field;   /* of its request: what is not there is refused; NULL as above */
};

/* The same with what follows from it. */
struct import_target {
    const struct import_object *object;
    const ProtobufCMessageDescriptor *request, *reply;
    const struct schema_message *rules; /* of the request, for local checks */
    struct assign_path key, bulk, update, only; /* update, only: not set without their fields */
    char path[160]; /* "dealspine.leads.v1.Leads/CaptureLead" */
};

/* INVALID_ARGUMENT with the list of kinds when there is none of this name. */
enum status import_object_find(const char *name, struct import_target *ret_target, struct error *error) MUST_CHECK;

/* Is the reply's bool `flag` set, has its repeated field `list` elements? False for replies without such a field. */
bool import_reply_says(const struct import_target *target, const void *reply, const char *flag);
bool import_reply_lists(const struct import_target *target, const void *reply, const char *list);

#endif
