/* SPDX-License-Identifier: Apache-2.0 */
#include "corridor.h"
#include "rooms.h"
#include "zone.h"

RPC(Opportunities, create_product, CreateProductRequest, CreateProductReply)
{
    struct rows rows;
    int64_t target_minor = in->has_target_minor ? in->target_minor : in->list_minor;
    int64_t floor_minor = in->has_floor_minor ? in->floor_minor : target_minor;
    TRY(corridor_is_ordered(in->list_minor, target_minor, floor_minor, &call->error));
    bind_int(call, "target_minor", target_minor);
    bind_int(call, "floor_minor", floor_minor);
    zone_bind(call);
    TRY(sql(call, &SQL_insert_product, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_ALREADY_EXISTS, "a product %s is in the catalogue already", in->code);
    out->product = arena_alloc(call->arena, sizeof *out->product);
    product__init(out->product);
    row_into(call, &rows, 0, out->product);
    return STATUS_OK;
}
