/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "ledger.h"
#include "rooms.h"

static void tell(struct call *call, const CareTask *task, const char *owner_path)
{
    CareTaskClosed closed = CARE_TASK_CLOSED__INIT;
    closed.care_task_id = task->id;
    closed.customer_id = task->customer_id;
    closed.has_occasion = closed.has_action = closed.has_state = 1;
    closed.occasion = task->occasion;
    closed.action = task->action;
    closed.state = task->state;
    closed.activity_id = task->activity_id;
    emit(call, &closed, "care_task", task->id, owner_path);
}

RPC(Customers, close_care_task, CloseCareTaskRequest, CloseCareTaskReply)
{
    struct rows before, rows;
    const char *to, *verb = care_task_verb(enum_word(&care_task__state__descriptor, (int)in->state));
    if (!verb)
        return bad(call, "state", "must be DONE or SKIPPED");
    if (in->activity_id && in->state != CARE_TASK__STATE__DONE)
        return bad(call, "activity_id", "is of what was done");
    TRY(sql_one(call, &SQL_lock_care_task, "task", &before));
    TRY(version_expect("task", (uint64_t)row_int(&before, 0, "version"),
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    TRY(lifecycle_step(&care_task_lifecycle, row_text(&before, 0, "state"), verb, &to, &call->error));
    bind_text(call, "customer_id", row_text(&before, 0, "head_id"));
    if (in->activity_id)
        TRY(sql_one(call, &SQL_find_activity, "activity of this customer", &rows));
    bind_text(call, "task_state", to);
    TRY(sql_one(call, &SQL_close_care_task, "task", &rows));
    TRY(care_task_of(call, &rows, 0, &out->task));
    tell(call, out->task, row_text(&before, 0, "owner_path"));
    return STATUS_OK;
}
