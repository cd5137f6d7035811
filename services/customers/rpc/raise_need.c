/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Customers, raise_need, RaiseNeedRequest, RaiseNeedReply)
{
    struct held held;
    struct rows rows;
    if (is_blank(in->pain) && is_blank(in->requirement))
        return bad(call, "pain", "one of pain and requirement must be given");
    TRY(hold_customer(call, in->customer_id, &held));
    bind_text(call, "id", new_id(call));
    bind_sealed(call, "pain_sealed", &held.subject, "pain", in->pain);
    bind_sealed(call, "requirement_sealed", &held.subject, "requirement", in->requirement);
    bind_sealed(call, "desired_sealed", &held.subject, "desired_solution", in->desired_solution);
    bind_sealed(call, "current_sealed", &held.subject, "current_system", in->current_system);
    bind_sealed(call, "process_sealed", &held.subject, "current_process", in->current_process);
    bind_int(call, "how_deep", in->has_depth ? in->depth : 1);
    TRY(sql_one(call, &SQL_add_need, "need", &rows));
    out->need = wire_new(call->arena, &need__descriptor);
    row_into(call, &rows, 0, out->need);
    out->need->customer_id = held.head_id;
    NeedRaised raised = NEED_RAISED__INIT;
    row_into(call, &rows, 0, &raised);
    raised.need_id = out->need->id;
    raised.customer_id = held.head_id;
    emit(call, &raised, "need", out->need->id, held.owner_path);
    return STATUS_OK;
}
