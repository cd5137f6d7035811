/* SPDX-License-Identifier: Apache-2.0
 * See import_object.h.
 */
#include "import_object.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "dealspine/leads.pb-c.h"

static const struct import_object objects[] = {
    {"leads", &leads__descriptor, "CaptureLead", "natural_key", "bulk_id"},
};
enum { OBJECTS = sizeof(objects) / sizeof(*objects) };

static enum status resolve(const struct import_object *object, struct import_target *ret, struct error *error)
{
    const ProtobufCMethodDescriptor *method =
        protobuf_c_service_descriptor_get_method_by_name(object->service, object->method);

    assert(method);
    ret->object = object;
    ret->request = method->input;
    ret->rules = schema_message(schema_own(), method->input->name);
    assert(ret->rules);
    snprintf(ret->path, sizeof(ret->path), "%s/%s", object->service->name, object->method);
    TRY(assign_resolve(ret->request, object->key_field, &ret->key, error));
    return assign_resolve(ret->request, object->bulk_field, &ret->bulk, error);
}

enum status import_object_find(const char *name, struct import_target *ret_target, struct error *error)
{
    char known[128] = "";

    for (size_t i = 0; i < OBJECTS; i++) {
        if (strcmp(objects[i].name, name) == 0)
            return resolve(&objects[i], ret_target, error);
        snprintf(known + strlen(known), sizeof(known) - strlen(known), " %s", objects[i].name);
    }
    return fail_with(error, STATUS_INVALID_ARGUMENT, "there is no import of \"%.40s\"; there is one of:%s", name,
                     known);
}
