/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

RPC(Customers, get_attribute_schema, GetAttributeSchemaRequest, GetAttributeSchemaReply)
{
    return attribute_schema_of(call, in->industry, &out->attribute_schema);
}
