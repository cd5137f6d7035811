/* SPDX-License-Identifier: Apache-2.0 */
#include "attribute.h"
#include "db/array.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

enum { FIELDS = 50 };

static void bind_fields(struct call *call, const PutAttributeSchemaRequest *in)
{
    const char *codes[FIELDS], *types[FIELDS], *requireds[FIELDS], *leasts[FIELDS], *mosts[FIELDS], *choices[FIELDS];
    for (size_t i = 0; i < in->n_fields; i++) {
        const AttributeField *field = in->fields[i];
        codes[i] = field->code;
        types[i] = enum_word(&attribute_field__type__descriptor, (int)field->type);
        requireds[i] = field->has_required && field->required ? "true" : "false";
        leasts[i] = field->has_least ? arena_printf(call->arena, "%.17g", field->least) : "";
        mosts[i] = field->has_most ? arena_printf(call->arena, "%.17g", field->most) : "";
        choices[i] = array_write(call->arena, field->choices, field->n_choices);
    }
    bind_texts(call, "codes", codes, in->n_fields);
    bind_texts(call, "types", types, in->n_fields);
    bind_texts(call, "requireds", requireds, in->n_fields);
    bind_texts(call, "leasts", leasts, in->n_fields);
    bind_texts(call, "mosts", mosts, in->n_fields);
    bind_texts(call, "choice_lists", choices, in->n_fields);
}

RPC(Customers, put_attribute_schema, PutAttributeSchemaRequest, PutAttributeSchemaReply)
{
    struct rows rows;
    TRY(attribute_check_fields(in->fields, in->n_fields, &call->error));
    bind_fields(call, in);
    TRY(sql(call, &SQL_put_attribute_schema, &rows));
    out->attribute_schema = wire_new(call->arena, &attribute_schema__descriptor);
    out->attribute_schema->industry = in->industry;
    out->attribute_schema->has_version = 1;
    out->attribute_schema->version = (uint64_t)row_int(&rows, 0, "version");
    out->attribute_schema->fields = in->fields;
    out->attribute_schema->n_fields = in->n_fields;
    return STATUS_OK;
}
