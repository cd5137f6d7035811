/* SPDX-License-Identifier: Apache-2.0 */
#include "mask.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

enum { SHOWN = 3 };

RPC(Customers, put_ship_to, PutShipToRequest, PutShipToReply)
{
    struct held held;
    struct rows rows;
    if (is_blank(in->address))
        return bad(call, "address", "must not be blank");
    if (in->has_preferred && in->preferred && in->has_closed && in->closed)
        return bad(call, "preferred", "must not be of a closed address");
    TRY(hold_head(call, in->customer_id, &held));
    TRY(find_contact(call, in->receiver_contact_id));
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_text(call, "address_masked", mask_tail(call->arena, in->address, SHOWN));
    bind_sealed(call, "address_sealed", &held.subject, "ship_to", in->address);
    bind_bool(call, "is_preferred", in->has_preferred && in->preferred);
    bind_bool(call, "is_closed", in->has_closed && in->closed);
    TRY(sql_one(call, &SQL_put_ship_to, "address of this customer", &rows));
    out->ship_to = wire_new(call->arena, &ship_to__descriptor);
    row_into(call, &rows, 0, out->ship_to);
    tell_profile(call, &held, "ship_tos");
    return STATUS_OK;
}
