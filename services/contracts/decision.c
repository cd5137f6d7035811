/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"

#include "archive.h"
#include "rooms.h"
#include "schema/rule.h"

enum status decision_lock(struct call *call, Contract *ret_contract)
{
    return contract_lock_by(call, &SQL_lock_asked, ret_contract);
}

static enum status keep(struct call *call, const Contract *contract, const struct decision *decision,
                        const struct decided *decided)
{
    struct rows rows;
    const char *role = enum_word(&approval_step__role__descriptor, decided->slot->role);
    bind_text(call, "case_id", decided->found.row->id);
    bind_text(call, "role", role);
    bind_int(call, "text_version", decided->found.row->text_version);
    bind_text(call, "sealed_remark",
              archive_seal(call, contract->id, role, decided->found.row->text_version, decision->remark));
    bind_text(call, "decision", enum_word(&approval_step__decision__descriptor, decision->outcome));
    bind_text(call, "on_behalf_of", decided->slot->on_behalf_of);
    return sql(call, &SQL_insert_decision, &rows);
}

static ApprovalSlot__State state_after(ApprovalStep__Decision outcome)
{
    switch (outcome) {
    case APPROVAL_STEP__DECISION__RETURNED:
        return APPROVAL_SLOT__STATE__RETURNED;
    case APPROVAL_STEP__DECISION__REJECTED:
        return APPROVAL_SLOT__STATE__REJECTED;
    default:
        return APPROVAL_SLOT__STATE__APPROVED;
    }
}

static ApprovalCase__State end_of(ApprovalStep__Decision outcome)
{
    return outcome == APPROVAL_STEP__DECISION__RETURNED ? APPROVAL_CASE__STATE__RETURNED : APPROVAL_CASE__STATE__REJECTED;
}

/* Takes the case on, or ends it. */
static enum status settle(struct call *call, const Contract *contract, const struct decision *decision,
                          struct decided *decided)
{
    if (decision->outcome != APPROVAL_STEP__DECISION__APPROVED) {
        decided->stage = slots_stage(decided->found.slots, decided->found.n);
        TRY(approval_save(call, contract, &decided->found));
        return approval_close(call, contract, end_of(decision->outcome));
    }
    TRY(approval_go_on(call, contract, &decided->found, &decided->stage));
    return decided->stage == CASE_IS_APPROVED ? approval_close(call, contract, APPROVAL_CASE__STATE__APPROVED) : STATUS_OK;
}

enum status decision_take(struct call *call, const struct decision *decision, Contract *ret_contract,
                          struct decided *ret_decided)
{
    const char *for_whom;
    TRY(decision_lock(call, ret_contract));
    TRY(contract_expect(call, ret_contract, decision->expected_version));
    TRY(approval_read(call, ret_contract, &ret_decided->found));
    TRY(text_expect(ret_decided->found.row->text_version, decision->text_version, &call->error));
    TRY(approval_find_slot(call, ret_contract, &ret_decided->found, &ret_decided->slot, &for_whom));
    ret_decided->slot->state = state_after(decision->outcome);
    ret_decided->slot->approver_id = call->actor;
    ret_decided->slot->on_behalf_of = for_whom;
    ret_decided->slot->decided_at = time_message(call, call->now_us);
    contract_changes(call, (const char *const[]){"approvals"}, 1);
    TRY(keep(call, ret_contract, decision, ret_decided));
    return settle(call, ret_contract, decision, ret_decided);
}

const char *decision_word(struct call *call, const char *what, const ApprovalSlot *slot)
{
    return arena_printf(call->arena, "%s.%s", what,
                        slot->role == APPROVAL_STEP__ROLE__LEGAL ? "legal" : "department");
}
