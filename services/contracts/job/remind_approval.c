/* SPDX-License-Identifier: Apache-2.0
 * A decision has been waited for too long: those who are asked are told again, and once more later.
 */
#include "approval.h"
#include "rooms.h"

static void emit_reminded(struct call *call, const Contract *contract, const struct approval_case *found)
{
    ContractApprovalReminded event = CONTRACT_APPROVAL_REMINDED__INIT;
    event.approver_ids = arena_alloc(call->arena, (found->n + 1) * sizeof *event.approver_ids);
    event.roles = arena_alloc(call->arena, (found->n + 1) * sizeof *event.roles);
    event.has_step = event.has_role = event.has_reminders = true;
    for (size_t i = 0; i < found->n; i++) {
        const ApprovalSlot *slot = found->slots[i];
        if (slot->state != APPROVAL_SLOT__STATE__ACTIVE)
            continue;
        event.step = slot->step;
        event.role = slot->role;
        event.waiting_since = slot->waiting_since;
        event.reminders = slot->reminders + 1;
        if (slot->ref && slot->kind == APPROVAL_SLOT__KIND__ROLE)
            event.roles[event.n_roles++] = slot->ref;
        else if (slot->ref)
            event.approver_ids[event.n_approver_ids++] = slot->ref;
    }
    event.contract_id = contract->id;
    event.case_id = found->row->id;
    event.drafter_id = contract->drafter_id;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

JOB(remind_approval, RemindApprovalJob)
{
    struct rows rows;
    Contract contract;
    struct approval_case found;
    bind_text(call, "id", in->contract_id);
    TRY(contract_lock(call, &contract));
    TRY(sql(call, &SQL_get_running_case, &rows));
    if (rows.n == 0 || !text_equal(row_text(&rows, 0, "id"), in->case_id))
        return STATUS_OK;
    TRY(approval_read(call, &contract, &found));
    TRY(sql(call, &SQL_count_reminder, &rows));
    emit_reminded(call, &contract, &found);
    return approval_remind_later(call, &contract, in->case_id);
}
