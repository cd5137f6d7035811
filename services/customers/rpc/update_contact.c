/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "ledger.h"
#include "mask.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status check(struct call *call, const UpdateContactRequest *in)
{
    bool any = in->name || in->has_level || in->has_function || in->job_role || in->department_id || in->birth_date;
    if (!any && !(in->has_left && in->left))
        return bad(call, "name", "at least one field must be given");
    if (in->name && is_blank(in->name))
        return bad(call, "name", "must not be blank");
    return STATUS_OK;
}

static bool has_moved(const struct rows *before, const struct rows *after)
{
    static const char *const places[] = {"department_id", "level", "function", "job_role"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!text_equal(row_text(before, 0, places[i]), row_text(after, 0, places[i])))
            return true;
    return false;
}

static void tell(struct call *call, const struct rows *before, const struct rows *after, const Contact *contact)
{
    const char *owner_path = row_text(before, 0, "owner_path");
    if (has_moved(before, after)) {
        ContactMoved moved = CONTACT_MOVED__INIT;
        row_into(call, after, 0, &moved);
        moved.contact_id = contact->id;
        moved.customer_id = contact->customer_id;
        emit(call, &moved, "contact", contact->id, owner_path);
    }
    if (contact->state == CONTACT__STATE__LEFT) {
        ContactLeft left = CONTACT_LEFT__INIT;
        left.contact_id = contact->id;
        left.customer_id = contact->customer_id;
        emit(call, &left, "contact", contact->id, owner_path);
    }
}

RPC(Customers, update_contact, UpdateContactRequest, UpdateContactReply)
{
    struct rows before, rows;
    struct subject subject;
    TRY(check(call, in));
    TRY(sql_one(call, &SQL_lock_contact, "contact", &before));
    TRY(version_expect("contact", (uint64_t)row_int(&before, 0, "version"),
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    const char *to, *verb = in->has_left && in->left ? "leave" : "change";
    TRY(lifecycle_step(&contact_lifecycle, row_text(&before, 0, "state"), verb, &to, &call->error));
    TRY(subject_of_row(call, row_text(&before, 0, "customer_id"), &before, &subject));
    TRY(find_department(call, in->department_id, row_text(&before, 0, "head_id")));
    bind_text(call, "contact_state", to);
    bind_text(call, "name_masked", in->name ? mask_name(call->arena, in->name) : NULL);
    bind_sealed(call, "name_sealed", &subject, "contact_name", in->name);
    bind_sealed(call, "birth_date_sealed", &subject, "contact_birth_date", in->birth_date);
    bind_birthday(call, in->birth_date);
    TRY(sql_one(call, &SQL_update_contact, "contact", &rows));
    out->contact = wire_new(call->arena, &contact__descriptor);
    row_into(call, &rows, 0, out->contact);
    out->contact->customer_id = row_text(&before, 0, "head_id");
    tell(call, &before, &rows, out->contact);
    return in->birth_date ? care_soon(call) : STATUS_OK;
}
