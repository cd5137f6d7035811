/* SPDX-License-Identifier: Apache-2.0
 * See import_object.h.
 */
#include "import_object.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "dealspine/contracts.pb-c.h"
#include "dealspine/customers.pb-c.h"
#include "dealspine/leads.pb-c.h"

static const struct import_object objects[] = {
    {"leads", &leads__descriptor, "CaptureLead", "natural_key", "bulk_id", "update_known", "only_known"},
    {"customers", &customers__descriptor, "ImportCustomer", "natural_key", "bulk_id", "update_known", "only_known"},
    {"calls", &customers__descriptor, "ImportCall", "natural_key", "bulk_id", NULL, NULL},
    {"contracts", &contracts__descriptor, "ImportContract", "natural_key", "bulk_id", NULL, NULL},
    {"receipts", &contracts__descriptor, "RecordReceipt", "natural_key", "bulk_id", NULL, NULL},
};
enum { OBJECTS = sizeof(objects) / sizeof(*objects) };

static enum status resolve(const struct import_object *object, struct import_target *ret, struct error *error)
{
    const ProtobufCMethodDescriptor *method =
        protobuf_c_service_descriptor_get_method_by_name(object->service, object->method);

    assert(method);
    ret->object = object;
    ret->request = method->input;
    ret->reply = method->output;
    ret->rules = schema_message(schema_own(), method->input->name);
    assert(ret->rules);
    snprintf(ret->path, sizeof(ret->path), "%s/%s", object->service->name, object->method);
    TRY(assign_resolve(ret->request, object->key_field, &ret->key, error));
    if (object->update_field)
        TRY(assign_resolve(ret->request, object->update_field, &ret->update, error));
    if (object->only_field)
        TRY(assign_resolve(ret->request, object->only_field, &ret->only, error));
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

bool import_reply_says(const struct import_target *target, const void *reply, const char *flag)
{
    const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(target->reply, flag);

    return field && field->type == PROTOBUF_C_TYPE_BOOL
           && *(const protobuf_c_boolean *)(const void *)((const char *)reply + field->offset);
}

bool import_reply_lists(const struct import_target *target, const void *reply, const char *list)
{
    const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(target->reply, list);

    return field && field->label == PROTOBUF_C_LABEL_REPEATED
           && *(const size_t *)(const void *)((const char *)reply + field->quantifier_offset) > 0;
}
