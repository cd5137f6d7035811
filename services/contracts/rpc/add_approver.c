/* SPDX-License-Identifier: Apache-2.0
 * A further approver (CON-12): a step of his own, before or after the one that waits.
 */
#include <stdlib.h>

#include "decision.h"
#include "rooms.h"
#include "schema/rule.h"
#include "writing.h"

static int by_step(const void *a, const void *b)
{
    const ApprovalSlot *one = *(ApprovalSlot *const *)a, *other = *(ApprovalSlot *const *)b;
    return one->step != other->step ? (one->step > other->step) - (one->step < other->step)
                                    : (one->position > other->position) - (one->position < other->position);
}

static ApprovalSlot *new_slot(struct call *call, const AddApproverRequest *in, uint32_t step, ApprovalStep__Role role)
{
    ApprovalSlot *slot = arena_alloc(call->arena, sizeof *slot);
    approval_slot__init(slot);
    slot->id = new_id(call);
    slot->has_step = slot->has_position = slot->has_role = slot->has_mode = slot->has_kind = slot->has_state = true;
    slot->step = step;
    slot->position = 1;
    slot->role = role;
    slot->mode = APPROVAL_SLOT__MODE__ALL;
    slot->kind = APPROVAL_SLOT__KIND__PERSON;
    slot->ref = in->approver_id;
    slot->state = APPROVAL_SLOT__STATE__WAITING;
    slot->note = "ADDED";
    return slot;
}

static enum status add(struct call *call, const AddApproverRequest *in, struct approval_case *found)
{
    ApprovalStep__Role role = APPROVAL_STEP__ROLE__DEPARTMENT;
    bool before = in->has_place && in->place == ADD_APPROVER_REQUEST__PLACE__BEFORE;
    uint32_t step = slots_make_room(found->slots, found->n, before, &role);
    ApprovalSlot **slots = arena_alloc(call->arena, (found->n + 1) * sizeof *slots);
    for (size_t i = 0; i < found->n; i++)
        slots[i] = found->slots[i];
    slots[found->n] = new_slot(call, in, step, role);
    found->slots = slots;
    found->n++;
    qsort(slots, found->n, sizeof *slots, by_step);
    return STATUS_OK;
}

static void emit_added(struct call *call, const AddApproverRequest *in, const Contract *contract,
                       const struct approval_case *found)
{
    ContractApproverAdded event = CONTRACT_APPROVER_ADDED__INIT;
    event.contract_id = contract->id;
    event.case_id = found->row->id;
    event.approver_id = in->approver_id;
    event.added_by = call->actor;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, add_approver, AddApproverRequest, AddApproverReply)
{
    struct rows rows;
    Contract contract;
    struct approval_case found;
    ApprovalSlot *slot;
    struct writers writers;
    const char *for_whom;
    enum case_stage stage;
    TRY(decision_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    TRY(approval_read(call, &contract, &found));
    TRY(approval_find_slot(call, &contract, &found, &slot, &for_whom));
    TRY(writers_read(call, &contract, &writers));
    if (is_writer(&writers, in->approver_id))
        return bad(call, "approver_id", "must not be who drafted, wrote or submitted a text of the contract");
    bind_text(call, "user_id", in->approver_id);
    TRY(sql_one(call, &SQL_find_person, "user at work", &rows));
    TRY(add(call, in, &found));
    TRY(approval_go_on(call, &contract, &found, &stage));
    TRY(contract_done(call, &contract, "approver_added"));
    emit_added(call, in, &contract, &found);
    out->contract = contract_answer(call, &contract);
    out->slots = found.slots;
    out->n_slots = found.n;
    return STATUS_OK;
}
