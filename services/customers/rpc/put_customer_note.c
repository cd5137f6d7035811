/* SPDX-License-Identifier: Apache-2.0 */
#include "mask.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, put_customer_note, PutCustomerNoteRequest, PutCustomerNoteReply)
{
    struct held held;
    struct rows rows;
    bool concern = in->topic == CUSTOMER_NOTE__TOPIC__DEPARTMENT_CONCERN;
    if (is_blank(in->text))
        return bad(call, "text", "must not be blank");
    if (concern && !in->department_id)
        return bad(call, "department_id", "must say whose concern it is");
    TRY(hold_head(call, in->customer_id, &held));
    TRY(find_department(call, in->department_id, held.id));
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_sealed(call, "text_sealed", &held.subject, "customer_note", in->text);
    TRY(sql_one(call, &SQL_put_customer_note, "note of this customer", &rows));
    out->note = wire_new(call->arena, &customer_note__descriptor);
    row_into(call, &rows, 0, out->note);
    out->note->text = mask_text(call->arena, in->text);
    tell_profile(call, &held, "notes");
    return STATUS_OK;
}
