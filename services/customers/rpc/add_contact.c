/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "duplicates.h"
#include "mask.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status add_points(struct call *call, const struct point *const points[2], const struct held *held,
                              AddContactReply *out)
{
    struct rows hits;
    out->contact_points = arena_alloc(call->arena, 2 * sizeof *out->contact_points);
    TRY(lock_points(call, points, 2, NULL));
    for (size_t i = 0; i < 2; i++) {
        ContactPoint *added;
        if (!points[i]->valid)
            continue;
        TRY(add_point(call, points[i], &held->subject, held->head_id, out->contact->id, POINT_MAY_BE_SHARED,
                      held->owner_path, &added));
        if (added)
            out->contact_points[out->n_contact_points++] = added;
    }
    TRY(same_point(call, points, 2, held->head_id, &hits));
    if (hits.n)
        rows_into(call, &hits, out, "duplicates");
    return STATUS_OK;
}

RPC(Customers, add_contact, AddContactRequest, AddContactReply)
{
    struct held held;
    struct rows rows;
    if (is_blank(in->name))
        return bad(call, "name", "must not be blank");
    TRY(hold_customer(call, in->customer_id, &held));
    const char *region = in->region ? in->region : held.region;
    struct point phone = point_read(master(), CONTACT_POINT__KIND__PHONE, in->phone, region, call->arena);
    struct point email = point_read(master(), CONTACT_POINT__KIND__EMAIL, in->email, region, call->arena);
    TRY(check_point(call, "phone", &phone));
    TRY(check_point(call, "email", &email));
    TRY(find_department(call, in->department_id, held.head_id));
    bind_text(call, "customer_id", held.id);
    bind_text(call, "id", new_id(call));
    bind_text(call, "name_masked", mask_name(call->arena, in->name));
    bind_sealed(call, "name_sealed", &held.subject, "contact_name", in->name);
    bind_sealed(call, "birth_date_sealed", &held.subject, "contact_birth_date", in->birth_date);
    bind_birthday(call, in->birth_date);
    if (in->birth_date)
        TRY(care_soon(call));
    TRY(sql_one(call, &SQL_add_contact, "contact", &rows));
    out->contact = wire_new(call->arena, &contact__descriptor);
    row_into(call, &rows, 0, out->contact);
    ContactAdded added = CONTACT_ADDED__INIT;
    row_into(call, &rows, 0, &added);
    added.contact_id = out->contact->id;
    added.customer_id = out->contact->customer_id = held.head_id;
    emit(call, &added, "contact", out->contact->id, held.owner_path);
    return add_points(call, (const struct point *const[]){&phone, &email}, &held, out);
}
