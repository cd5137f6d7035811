/* SPDX-License-Identifier: Apache-2.0 */
#include "slot.h"

#include <string.h>
#include <strings.h>

#include "schema/rule.h"

static bool is_open(const ApprovalSlot *slot)
{
    return slot->state == APPROVAL_SLOT__STATE__WAITING || slot->state == APPROVAL_SLOT__STATE__ACTIVE;
}

/* One past the last place of the step that begins at `from`. */
static size_t step_end(ApprovalSlot *const *slots, size_t n, size_t from)
{
    size_t end = from;
    while (end < n && slots[end]->step == slots[from]->step)
        end++;
    return end;
}

static bool step_is_done(ApprovalSlot *const *slots, size_t from, size_t end)
{
    bool any = slots[from]->mode == APPROVAL_SLOT__MODE__ANY;
    for (size_t i = from; i < end; i++) {
        bool approved = slots[i]->state == APPROVAL_SLOT__STATE__APPROVED;
        if (any && approved)
            return true;
        if (!any && !approved)
            return false;
    }
    return !any;
}

static void activate(ApprovalSlot *slot)
{
    if (slot->state != APPROVAL_SLOT__STATE__WAITING)
        return;
    slot->state = slot->kind == APPROVAL_SLOT__KIND__AUTO ? APPROVAL_SLOT__STATE__APPROVED : APPROVAL_SLOT__STATE__ACTIVE;
}

static void activate_step(ApprovalSlot *const *slots, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        activate(slots[i]);
        if (slots[i]->mode == APPROVAL_SLOT__MODE__SEQUENTIAL && is_open(slots[i]))
            return;
    }
}

void slots_skip(ApprovalSlot *const *slots, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_open(slots[i]))
            slots[i]->state = APPROVAL_SLOT__STATE__SKIPPED;
}

enum case_stage slots_advance(ApprovalSlot *const *slots, size_t n)
{
    for (size_t from = 0, end; from < n; from = end) {
        end = step_end(slots, n, from);
        if (!step_is_done(slots, from, end))
            activate_step(slots, from, end);
        if (!step_is_done(slots, from, end))
            break;
        slots_skip(slots + from, end - from);
    }
    return slots_stage(slots, n);
}

enum case_stage slots_stage(ApprovalSlot *const *slots, size_t n)
{
    for (size_t from = 0, end; from < n; from = end) {
        end = step_end(slots, n, from);
        if (!step_is_done(slots, from, end))
            return slots[from]->role == APPROVAL_STEP__ROLE__LEGAL ? CASE_AT_LEGAL : CASE_AT_DEPARTMENT;
    }
    return n ? CASE_IS_APPROVED : CASE_AT_DEPARTMENT;
}

static bool has_role(const struct judge *judge, const char *role)
{
    for (size_t i = 0; i < judge->n_roles; i++)
        if (strcmp(judge->roles[i], role) == 0)
            return true;
    return false;
}

bool is_writer(const struct writers *writers, const char *id)
{
    for (size_t i = 0; i < writers->n; i++)
        if (strcasecmp(writers->ids[i], id) == 0)
            return true;
    return false;
}

/* A LEGAL step asks for contracts.legal, whoever is named. */
static bool is_asked(const ApprovalSlot *slot, const struct review *review, const struct judge *judge)
{
    bool is_counsel = is_within(review->contract->owner_path, judge->legal_scope);
    if (slot->state != APPROVAL_SLOT__STATE__ACTIVE || is_writer(&review->writers, judge->id) ||
        (slot->role == APPROVAL_STEP__ROLE__LEGAL && !is_counsel))
        return false;
    switch (slot->kind) {
    case APPROVAL_SLOT__KIND__HEAD:
        return is_within(review->contract->drafter_path, judge->approve_scope);
    case APPROVAL_SLOT__KIND__COUNSEL:
        return is_counsel;
    case APPROVAL_SLOT__KIND__ROLE:
        return has_role(judge, slot->ref);
    case APPROVAL_SLOT__KIND__PERSON:
    case APPROVAL_SLOT__KIND__SUPERIOR:
        return slot->ref && strcasecmp(slot->ref, judge->id) == 0;
    default:
        return false;
    }
}

static bool is_his(const char *id, const char *judge_id)
{
    return id && strcasecmp(id, judge_id) == 0;
}

/* Has he, or one in his name, approved another step? */
static bool has_decided(ApprovalSlot *const *slots, size_t n, const char *judge_id, const char *caller_id)
{
    for (size_t i = 0; i < n; i++)
        if (slots[i]->state == APPROVAL_SLOT__STATE__APPROVED &&
            (is_his(slots[i]->approver_id, judge_id) || is_his(slots[i]->on_behalf_of, judge_id) ||
             is_his(slots[i]->approver_id, caller_id)))
            return true;
    return false;
}

static enum status nobody(const Contract *contract, bool repeats, struct error *error)
{
    if (repeats)
        return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "SAME_PERSON",
                           "who has approved a step of this case does not approve another one");
    return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "APPROVAL_PERMISSION",
                       "in %s the step that waits asks somebody else; its slots say whom",
                       contract_state_name(contract->state));
}

enum status slots_choose(ApprovalSlot *const *slots, size_t n, const struct review *review, const struct judge *judges,
                         size_t n_judges, ApprovalSlot **ret_slot, const struct judge **ret_judge,
                         struct error *error)
{
    bool repeats = false;
    if (is_writer(&review->writers, judges[0].id))
        return rule_broken(error, STATUS_PERMISSION_DENIED, NULL, "SEPARATION_OF_DUTIES",
                           "who drafted, wrote or submitted a text of a contract does not decide its review");
    for (size_t k = 0; k < n_judges; k++)
        for (size_t i = 0; i < n; i++) {
            if (!is_asked(slots[i], review, &judges[k]))
                continue;
            if (!review->may_repeat && has_decided(slots, n, judges[k].id, judges[0].id)) {
                repeats = true;
                continue;
            }
            *ret_slot = slots[i];
            *ret_judge = &judges[k];
            return STATUS_OK;
        }
    return nobody(review->contract, repeats, error);
}

uint32_t slots_make_room(ApprovalSlot *const *slots, size_t n, bool before, ApprovalStep__Role *ret_role)
{
    size_t at = 0;
    while (at < n && slots[at]->state != APPROVAL_SLOT__STATE__ACTIVE)
        at++;
    if (at == n)
        return 0;
    uint32_t present = slots[at]->step;
    *ret_role = slots[at]->role;
    for (size_t i = 0; i < n; i++) {
        bool moves = before ? slots[i]->step >= present : slots[i]->step > present;
        slots[i]->step += moves;
        if (before && slots[i]->step == present + 1 && slots[i]->state == APPROVAL_SLOT__STATE__ACTIVE)
            slots[i]->state = APPROVAL_SLOT__STATE__WAITING;
    }
    return before ? present : present + 1;
}
