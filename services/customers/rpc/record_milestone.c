/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "mask.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status check(struct call *call, struct rows *ret)
{
    TRY(sql_one(call, &SQL_has_milestone_kind, "kind", ret));
    if (!row_bool(ret, 0, "known"))
        return bad(call, "kind", "must be one of NEW_BUSINESS, HONOUR, RELOCATION, LISTING as they ship");
    return row_bool(ret, 0, "ahead") ? bad(call, "reached_on", "must not be in the future") : STATUS_OK;
}

static void tell(struct call *call, const RecordMilestoneRequest *in, const struct held *held, const char *id)
{
    MilestoneRecorded recorded = MILESTONE_RECORDED__INIT;
    recorded.milestone_id = id;
    recorded.customer_id = held->head_id;
    recorded.kind = in->kind;
    recorded.activity_id = in->activity_id;
    emit(call, &recorded, "customer", held->head_id, held->owner_path);
}

static enum status congratulate(struct call *call, const RecordMilestoneRequest *in, const struct held *held,
                                const struct rows *checked, RecordMilestoneReply *out)
{
    const struct caring caring = {
        .customer_id = held->id,
        .head_id = held->head_id,
        .owner_id = held->owner_id,
        .owner_path = held->owner_path,
        .occasion = "MILESTONE",
        .action = enum_word(&care_task__action__descriptor,
                            (int)(in->has_action ? in->action : CARE_TASK__ACTION__CONGRATULATION)),
        .subject = in->kind,
        .source = out->milestone->id,
        .due_on = row_text(checked, 0, "due_on"),
    };
    TRY(care_open(call, &caring, &out->milestone->care_task_id));
    out->task = wire_new(call->arena, &care_task__descriptor);
    out->task->id = out->milestone->care_task_id;
    out->task->customer_id = held->head_id;
    out->task->has_occasion = out->task->has_action = out->task->has_state = 1;
    out->task->occasion = CARE_TASK__OCCASION__MILESTONE;
    out->task->action = in->has_action ? in->action : CARE_TASK__ACTION__CONGRATULATION;
    out->task->state = CARE_TASK__STATE__OPEN;
    out->task->subject = in->kind;
    out->task->due_on = caring.due_on;
    out->task->owner_id = held->owner_id;
    out->task->opened_at = time_message(call, call->now_us);
    out->task->has_version = 1;
    out->task->version = 1;
    return STATUS_OK;
}

RPC(Customers, record_milestone, RecordMilestoneRequest, RecordMilestoneReply)
{
    struct held held;
    struct rows checked, rows;
    TRY(check(call, &checked));
    TRY(hold_customer(call, in->customer_id, &held));
    bind_text(call, "customer_id", held.head_id);
    if (in->activity_id)
        TRY(sql_one(call, &SQL_find_activity, "activity of this customer", &rows));
    const char *id = new_id(call);
    bind_text(call, "customer_id", held.id);
    bind_text(call, "id", id);
    bind_text(call, "reached", row_text(&checked, 0, "reached_on"));
    bind_sealed(call, "text_sealed", &held.subject, "milestone", is_blank(in->text) ? NULL : in->text);
    TRY(sql_one(call, &SQL_add_milestone, "milestone", &rows));
    out->milestone = wire_new(call->arena, &customer_milestone__descriptor);
    row_into(call, &rows, 0, out->milestone);
    out->milestone->customer_id = held.head_id;
    out->milestone->text = mask_text(call->arena, in->text);
    tell(call, in, &held, id);
    return congratulate(call, in, &held, &checked, out);
}
