/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, raise_need, RaiseNeedRequest, RaiseNeedReply)
{
    struct rows customer, rows;
    struct subject subject;
    if (is_blank(in->pain) && is_blank(in->requirement))
        return bad(call, "pain", "one of pain and requirement must be given");
    TRY(lock_customer(call, in->customer_id, &customer));
    TRY(open_customer(call, &customer, &subject));
    bind_text(call, "id", new_id(call));
    bind_sealed(call, "pain_sealed", &subject, "pain", in->pain);
    bind_sealed(call, "requirement_sealed", &subject, "requirement", in->requirement);
    bind_sealed(call, "desired_sealed", &subject, "desired_solution", in->desired_solution);
    bind_sealed(call, "current_sealed", &subject, "current_system", in->current_system);
    bind_int(call, "how_deep", in->has_depth ? in->depth : 1);
    TRY(sql_one(call, &SQL_add_need, "need", &rows));
    out->need = wire_new(call->arena, &need__descriptor);
    row_into(call, &rows, 0, out->need);
    NeedRaised raised = NEED_RAISED__INIT;
    row_into(call, &rows, 0, &raised);
    raised.need_id = out->need->id;
    emit(call, &raised, "need", out->need->id, row_text(&customer, 0, "owner_path"));
    return STATUS_OK;
}
