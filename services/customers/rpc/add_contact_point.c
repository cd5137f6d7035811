/* SPDX-License-Identifier: Apache-2.0 */
#include "duplicates.h"
#include "rooms.h"

RPC(Customers, add_contact_point, AddContactPointRequest, AddContactPointReply)
{
    struct held held;
    struct rows hits;
    TRY(hold_customer(call, in->customer_id, &held));
    struct point point = point_read(master(), in->kind, in->value,
                                    in->region ? in->region : held.region, call->arena);
    const struct point *const points[] = {&point};
    if (!point.given)
        return bad(call, "value", "must not be blank");
    TRY(check_point(call, "value", &point));
    bind_text(call, "customer_id", held.head_id);
    TRY(find_contact(call, in->contact_id));
    TRY(lock_points(call, points, 1, NULL));
    TRY(add_point(call, &point, &held.subject, held.head_id, in->contact_id, POINT_MAY_BE_SHARED, held.owner_path,
                  &out->contact_point));
    if (!out->contact_point)
        return fail(call, STATUS_ALREADY_EXISTS, "the customer has this contact point already");
    TRY(same_point(call, points, 1, held.head_id, &hits));
    if (hits.n)
        rows_into(call, &hits, out, "duplicates");
    return STATUS_OK;
}
