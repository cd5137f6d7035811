/* SPDX-License-Identifier: Apache-2.0
 * Turns protoc's descriptor set into the tables: first every message and enum gets its place and name, then the tables
 * are sorted, then fields and methods find the types they name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "google/protobuf/descriptor.pb-c.h"
#include "schema/options.h"
#include "schema/tables.h"

typedef Google__Protobuf__FileDescriptorSet SetProto;
typedef Google__Protobuf__FileDescriptorProto FileProto;
typedef Google__Protobuf__DescriptorProto MessageProto;
typedef Google__Protobuf__EnumDescriptorProto EnumProto;
typedef Google__Protobuf__FieldDescriptorProto FieldProto;
typedef Google__Protobuf__ServiceDescriptorProto ServiceProto;
typedef Google__Protobuf__MethodDescriptorProto MethodProto;

enum { DEPTH = 32 };

struct reading {
    struct schema *schema;
    struct arena *arena; /* the schema's */
    struct error *error;
    const FileProto *file;
    const char *word; /* of the file's package */
    size_t methods, events;
};

static enum status broken(struct reading *reading, const char *what, const char *name)
{
    return fail_with(reading->error, STATUS_INVALID_ARGUMENT, "descriptor set: %s: %.200s", what,
                     name ? name : "(none)");
}

static const char *joined(struct reading *reading, const char *prefix, const char *name)
{
    return *prefix ? arena_printf(reading->arena, "%s.%s", prefix, name) : arena_strdup(reading->arena, name);
}

/* "dealspine.leads.v1" → "leads" */
static const char *word_of(struct reading *reading, const char *package)
{
    static const char prefix[] = "dealspine.";
    if (strncmp(package, prefix, sizeof prefix - 1) != 0)
        return "";
    const char *word = package + sizeof prefix - 1;
    return arena_strndup(reading->arena, word, strcspn(word, "."));
}

/* ---- counting ---------------------------------------------------------------------------------------------------- */

static enum status count_message(struct reading *reading, const MessageProto *proto, unsigned depth)
{
    if (!proto->name || !*proto->name || depth > DEPTH)
        return broken(reading, "a message without name or nested too deep", proto->name);
    reading->schema->n_messages++;
    reading->schema->n_enums += proto->n_enum_type;
    for (size_t i = 0; i < proto->n_nested_type; i++)
        TRY(count_message(reading, proto->nested_type[i], depth + 1));
    return STATUS_OK;
}

static enum status count_file(struct reading *reading, const FileProto *file)
{
    reading->schema->n_enums += file->n_enum_type;
    for (size_t i = 0; i < file->n_service; i++)
        reading->schema->n_methods += file->service[i]->n_method;
    for (size_t i = 0; i < file->n_message_type; i++)
        TRY(count_message(reading, file->message_type[i], 0));
    return STATUS_OK;
}

/* ---- naming ------------------------------------------------------------------------------------------------------ */

static void name_enum(struct reading *reading, const EnumProto *proto, const char *prefix)
{
    struct schema_enum_value *values = arena_alloc(reading->arena, proto->n_value * sizeof *values);
    for (size_t i = 0; i < proto->n_value; i++)
        values[i] = (struct schema_enum_value){
            arena_strdup(reading->arena, proto->value[i]->name ? proto->value[i]->name : ""), proto->value[i]->number};
    struct schema_enum *named = arena_alloc(reading->arena, sizeof *named);
    *named = (struct schema_enum){joined(reading, prefix, proto->name ? proto->name : ""), values, proto->n_value};
    reading->schema->enums[reading->schema->n_enums++] = named;
}

static void name_message(struct reading *reading, const MessageProto *proto, const char *prefix)
{
    struct schema *schema = reading->schema;
    struct schema_message *named = arena_alloc(reading->arena, sizeof *named);
    named->name = joined(reading, prefix, proto->name);
    named->domain = reading->word;
    named->event = option_text(proto->options, OPTION_EVENT, reading->arena);
    named->map_entry = proto->options && proto->options->map_entry;
    schema->messages[schema->n_messages++] = named;
    schema->n_events += named->event != NULL;
    for (size_t i = 0; i < proto->n_enum_type; i++)
        name_enum(reading, proto->enum_type[i], named->name);
    for (size_t i = 0; i < proto->n_nested_type; i++)
        name_message(reading, proto->nested_type[i], named->name);
}

static void name_file(struct reading *reading, const FileProto *file)
{
    const char *package = file->package ? file->package : "";
    reading->word = word_of(reading, package);
    for (size_t i = 0; i < file->n_enum_type; i++)
        name_enum(reading, file->enum_type[i], package);
    for (size_t i = 0; i < file->n_message_type; i++)
        name_message(reading, file->message_type[i], package);
}

static void name_all(struct reading *reading, const SetProto *set)
{
    struct schema *schema = reading->schema;
    schema->messages = arena_alloc(reading->arena, schema->n_messages * sizeof *schema->messages);
    schema->enums = arena_alloc(reading->arena, schema->n_enums * sizeof *schema->enums);
    schema->n_messages = schema->n_enums = 0;
    for (size_t i = 0; i < set->n_file; i++)
        name_file(reading, set->file[i]);
    qsort(schema->messages, schema->n_messages, sizeof *schema->messages, schema_by_name);
    qsort(schema->enums, schema->n_enums, sizeof *schema->enums, schema_by_enum_name);
    schema->events = arena_alloc(reading->arena, schema->n_events * sizeof *schema->events);
    size_t n = 0;
    for (size_t i = 0; i < schema->n_messages; i++)
        if (schema->messages[i]->event)
            schema->events[n++] = schema->messages[i];
    qsort(schema->events, n, sizeof *schema->events, schema_by_event);
}

/* ---- fields ------------------------------------------------------------------------------------------------------ */

/* "full_name" → "fullName", for sets written without JSON names. */
static const char *json_name(struct reading *reading, const FieldProto *proto)
{
    if (proto->json_name)
        return arena_strdup(reading->arena, proto->json_name);
    char *name = arena_alloc(reading->arena, strlen(proto->name) + 1), *end = name;
    bool upper = false;
    for (const char *p = proto->name; *p; p++) {
        if (*p != '_')
            *end++ = upper && *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
        upper = *p == '_';
    }
    return name;
}

static enum status find_type(struct reading *reading, const FieldProto *proto, struct schema_field *field)
{
    const struct schema *schema = reading->schema;
    if (field->type != TYPE_MESSAGE && field->type != TYPE_ENUM)
        return field->type == TYPE_GROUP ? broken(reading, "groups are not supported", field->name) : STATUS_OK;
    if (!proto->type_name || proto->type_name[0] != '.')
        return broken(reading, "a field's type has no full name", field->name);
    const char *name = proto->type_name + 1;
    if (field->type == TYPE_MESSAGE)
        field->message = schema_message(schema, name);
    const struct schema_enum key = {.name = name}, *wanted = &key;
    const struct schema_enum *const *found =
        bsearch(&wanted, schema->enums, schema->n_enums, sizeof *schema->enums, schema_by_enum_name);
    if (field->type == TYPE_ENUM && found)
        field->enumeration = *found;
    if (!field->message && !field->enumeration)
        return broken(reading, "a field's type is missing", name);
    return STATUS_OK;
}

static void read_field_options(struct reading *reading, const FieldProto *proto, struct schema_field *field)
{
    int64_t max_len = 0;
    const void *options = proto->options;
    field->required = option_is_set(options, OPTION_REQUIRED);
    field->secret = option_is_set(options, OPTION_PRIVATE);
    field->has_min = option_number(options, OPTION_MIN, &field->min);
    field->has_max = option_number(options, OPTION_MAX, &field->max);
    field->format = option_text(options, OPTION_FORMAT, reading->arena);
    if (option_number(options, OPTION_MAX_LEN, &max_len) && max_len > 0 && max_len <= UINT32_MAX)
        field->max_len = (uint32_t)max_len;
    else
        field->max_len = field->repeated              ? DEFAULT_ELEMENTS
                         : field->type == TYPE_BYTES ? DEFAULT_BYTES_LEN
                                                     : DEFAULT_TEXT_LEN;
}

static enum status read_field(struct reading *reading, const FieldProto *proto, struct schema_field *field)
{
    bool proto3 = reading->file->syntax && strcmp(reading->file->syntax, "proto3") == 0;
    if (!proto->name || proto->number < 1 || !proto->has_type || (int)proto->type < TYPE_DOUBLE ||
        (int)proto->type > TYPE_SINT64)
        return broken(reading, "a field without name, number or type", proto->name);
    field->name = arena_strdup(reading->arena, proto->name);
    field->json_name = json_name(reading, proto);
    field->number = (uint32_t)proto->number;
    field->type = (enum schema_type)proto->type;
    field->repeated = proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
    field->proto3 = proto3;
    field->oneof =
        proto->has_oneof_index && !(proto->has_proto3_optional && proto->proto3_optional) ? proto->oneof_index : -1;
    TRY(find_type(reading, proto, field));
    bool scalar = field->type != TYPE_STRING && field->type != TYPE_BYTES && field->type != TYPE_MESSAGE;
    field->packed = field->repeated && scalar &&
                    (proto->options && proto->options->has_packed ? proto->options->packed : proto3);
    field->map = field->repeated && field->message && field->message->map_entry;
    read_field_options(reading, proto, field);
    return STATUS_OK;
}

static int by_number(const void *a, const void *b)
{
    const struct schema_field *left = a, *right = b;
    return (left->number > right->number) - (left->number < right->number);
}

static enum status read_message(struct reading *reading, const MessageProto *proto, const char *prefix)
{
    const char *name = joined(reading, prefix, proto->name);
    /* The table holds pointers to const for its readers; the message itself was allocated by name_message(). */
    struct schema_message *message = (struct schema_message *)schema_message(reading->schema, name);
    if (message->fields)
        return broken(reading, "a message is declared twice", name);
    struct schema_field *fields = arena_alloc(reading->arena, proto->n_field * sizeof *fields);
    for (size_t i = 0; i < proto->n_field; i++)
        TRY(read_field(reading, proto->field[i], &fields[i]));
    qsort(fields, proto->n_field, sizeof *fields, by_number);
    message->fields = fields;
    message->n = proto->n_field;
    for (size_t i = 0; i < proto->n_nested_type; i++)
        TRY(read_message(reading, proto->nested_type[i], name));
    return STATUS_OK;
}

/* ---- methods ----------------------------------------------------------------------------------------------------- */

static const struct schema_message *find_by_reference(const struct schema *schema, const char *reference)
{
    return reference && *reference == '.' ? schema_message(schema, reference + 1) : NULL;
}

static enum status read_method(struct reading *reading, const MethodProto *proto, const char *service)
{
    const Google__Protobuf__MethodOptions *options = proto->options;
    struct schema_method *method = arena_alloc(reading->arena, sizeof *method);
    if (!proto->name)
        return broken(reading, "a method without name in", service);
    method->name = arena_strdup(reading->arena, proto->name);
    method->word = reading->word;
    method->full = joined(reading, reading->word, method->name);
    method->service = service;
    method->input = find_by_reference(reading->schema, proto->input_type);
    method->output = find_by_reference(reading->schema, proto->output_type);
    method->query = options && options->has_idempotency_level &&
                    options->idempotency_level == GOOGLE__PROTOBUF__METHOD_OPTIONS__IDEMPOTENCY_LEVEL__NO_SIDE_EFFECTS;
    method->open = option_is_set(options, OPTION_OPEN);
    method->permission = option_text(options, OPTION_PERMISSION, reading->arena);
    method->callers = option_text(options, OPTION_CALLERS, reading->arena);
    method->lock = option_text(options, OPTION_LOCK, reading->arena);
    if (!method->input || !method->output)
        return broken(reading, "a method's request or reply is missing", method->full);
    reading->schema->methods[reading->methods++] = method;
    return STATUS_OK;
}

static enum status read_file(struct reading *reading, const FileProto *file)
{
    const char *package = file->package ? file->package : "";
    reading->file = file;
    reading->word = word_of(reading, package);
    for (size_t i = 0; i < file->n_message_type; i++)
        TRY(read_message(reading, file->message_type[i], package));
    for (size_t i = 0; i < file->n_service; i++) {
        const ServiceProto *service = file->service[i];
        const char *name = joined(reading, package, service->name ? service->name : "");
        for (size_t k = 0; k < service->n_method; k++)
            TRY(read_method(reading, service->method[k], name));
    }
    return STATUS_OK;
}

static enum status read_all(struct reading *reading, const SetProto *set)
{
    struct schema *schema = reading->schema;
    for (size_t i = 0; i < set->n_file; i++)
        TRY(count_file(reading, set->file[i]));
    name_all(reading, set);
    schema->methods = arena_alloc(reading->arena, schema->n_methods * sizeof *schema->methods);
    for (size_t i = 0; i < set->n_file; i++)
        TRY(read_file(reading, set->file[i]));
    schema->paths = arena_memdup(reading->arena, schema->methods, schema->n_methods * sizeof *schema->methods);
    qsort(schema->methods, schema->n_methods, sizeof *schema->methods, schema_by_method);
    qsort(schema->paths, schema->n_methods, sizeof *schema->paths, schema_by_path);
    return STATUS_OK;
}

enum status schema_read(struct schema *schema, const void *bytes, size_t n, struct error *error)
{
    struct reading reading = {.schema = schema, .arena = schema->arena, .error = error};
    SetProto *set = google__protobuf__file_descriptor_set__unpack(NULL, n, bytes);
    if (!set)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "descriptor set: %zu bytes that are no FileDescriptorSet", n);
    enum status status = read_all(&reading, set);
    google__protobuf__file_descriptor_set__free_unpacked(set, NULL);
    return status;
}
