/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

static enum status find_contact(struct call *call, const char *contact_id)
{
    struct rows rows;
    return contact_id ? sql_one(call, &SQL_find_contact, "contact of this customer", &rows) : STATUS_OK;
}

RPC(Customers, add_contact_point, AddContactPointRequest, AddContactPointReply)
{
    struct rows before;
    struct subject subject;
    TRY(lock_customer(call, in->customer_id, &before));
    TRY(open_customer(call, &before, &subject));
    struct point point = point_read(master(), in->kind, in->value,
                                    in->region ? in->region : row_text(&before, 0, "region"), call->arena);
    const struct point *const points[] = {&point};
    if (!point.given)
        return bad(call, "value", "must not be blank");
    TRY(check_point(call, "value", &point));
    TRY(find_contact(call, in->contact_id));
    TRY(lock_points(call, points, 1));
    TRY(add_point(call, &point, &subject, in->contact_id, row_text(&before, 0, "owner_path"), &out->contact_point));
    if (!out->contact_point)
        return fail(call, STATUS_ALREADY_EXISTS, "the customer has this contact point already");
    return STATUS_OK;
}
