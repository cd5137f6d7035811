/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, put_installed_product, PutInstalledProductRequest, PutInstalledProductReply)
{
    struct held held;
    struct rows rows;
    TRY(hold_head(call, in->customer_id, &held));
    TRY(check_competitor(call, in->competitor));
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_bool(call, "is_closed", in->has_closed && in->closed);
    TRY(sql_one(call, &SQL_put_installed_product, "line of this customer's installed base", &rows));
    out->installed = wire_new(call->arena, &installed_product__descriptor);
    row_into(call, &rows, 0, out->installed);
    tell_profile(call, &held, "installed_base");
    return STATUS_OK;
}
