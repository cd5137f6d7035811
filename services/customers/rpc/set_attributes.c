/* SPDX-License-Identifier: Apache-2.0 */
#include "attribute.h"
#include "record.h"
#include "rooms.h"

static enum status schema_for(struct call *call, const struct held *held, AttributeSchema **ret)
{
    enum status status = held->industry ? attribute_schema_of(call, held->industry, ret) : STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_SCHEMA",
                        "the customer has no industry, or the industry no attributes");
    return status;
}

RPC(Customers, set_attributes, SetAttributesRequest, SetAttributesReply)
{
    struct held held;
    struct rows rows;
    AttributeSchema *schema;
    const char **keys = arena_alloc(call->arena, (in->n_attributes + 1) * sizeof *keys);
    const char **values = arena_alloc(call->arena, (in->n_attributes + 1) * sizeof *values);
    TRY(hold_head(call, in->customer_id, &held));
    TRY(schema_for(call, &held, &schema));
    TRY(attribute_check_values(schema->fields, schema->n_fields, in->attributes, in->n_attributes, &call->error));
    for (size_t i = 0; i < in->n_attributes; i++) {
        keys[i] = in->attributes[i]->code;
        values[i] = in->attributes[i]->value;
    }
    bind_texts(call, "keys", keys, in->n_attributes);
    bind_texts(call, "values_of", values, in->n_attributes);
    bind_int(call, "schema_version", (int64_t)schema->version);
    TRY(sql_one(call, &SQL_set_attributes, "customer", &rows));
    out->attributes = in->attributes;
    out->n_attributes = in->n_attributes;
    out->has_schema_version = 1;
    out->schema_version = schema->version;
    tell_profile(call, &held, "attributes");
    return STATUS_OK;
}
