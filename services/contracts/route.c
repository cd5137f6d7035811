/* SPDX-License-Identifier: Apache-2.0 */
#include "route.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "schema/rule.h"

struct route_facts route_facts_of(const Contract *contract, ApprovalCase__Purpose purpose)
{
    return (struct route_facts){.purpose = purpose,
                                .template_code = contract->template_code,
                                .tier = contract->customer_tier,
                                .currency = contract->currency,
                                .amount_minor = contract->amount_minor,
                                .largest_discount = contract->largest_discount,
                                .deviates = contract->n_deviating_groups > 0};
}

static bool is_among(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (word && strcasecmp(list[i], word) == 0)
            return true;
    return false;
}

static bool purpose_matches(const ApprovalRoute *route, ApprovalCase__Purpose purpose)
{
    for (size_t i = 0; i < route->n_purposes; i++)
        if (route->purposes[i] == purpose)
            return true;
    return route->n_purposes == 0;
}

bool route_matches(const ApprovalRoute *route, const struct route_facts *facts)
{
    return purpose_matches(route, facts->purpose) &&
           (!route->n_template_codes || is_among(route->template_codes, route->n_template_codes, facts->template_code)) &&
           (!route->n_tiers || is_among(route->tiers, route->n_tiers, facts->tier)) &&
           (!route->currency || strcmp(route->currency, facts->currency) == 0) &&
           (!route->has_least_amount_minor || facts->amount_minor >= route->least_amount_minor) &&
           (!route->has_most_amount_minor || facts->amount_minor <= route->most_amount_minor) &&
           (!route->has_least_discount || facts->largest_discount >= route->least_discount) &&
           (!route->has_deviates || (route->deviates != 0) == facts->deviates);
}

const ApprovalRoute *route_choose(ApprovalRoute *const *routes, size_t n, const struct route_facts *facts)
{
    for (size_t i = 0; i < n; i++)
        if (routes[i]->active && route_matches(routes[i], facts))
            return routes[i];
    return NULL;
}

static enum status slot_is_sound(const RouteSlot *slot, struct error *error)
{
    bool needs_ref = slot->kind == APPROVAL_SLOT__KIND__PERSON || slot->kind == APPROVAL_SLOT__KIND__ROLE;
    if (needs_ref == !slot->ref)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL,
                           "ref names the user of PERSON or the role of ROLE, and goes with these alone");
    if (slot->kind == APPROVAL_SLOT__KIND__PERSON && strlen(slot->ref) != 36)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL, "with PERSON ref is a user's id");
    if (slot->kind == APPROVAL_SLOT__KIND__HEAD && slot->role != APPROVAL_STEP__ROLE__DEPARTMENT)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL, "HEAD decides DEPARTMENT steps");
    if (slot->kind == APPROVAL_SLOT__KIND__COUNSEL && slot->role != APPROVAL_STEP__ROLE__LEGAL)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL, "COUNSEL decides LEGAL steps");
    return STATUS_OK;
}

static enum status follows(const RouteSlot *before, const RouteSlot *slot, struct error *error)
{
    if (slot->step < before->step)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL, "steps must stand in their order");
    if (slot->step == before->step && (slot->role != before->role || slot->mode != before->mode))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL,
                           "a step has one role and one mode for all of its places");
    if (before->role == APPROVAL_STEP__ROLE__LEGAL && slot->role == APPROVAL_STEP__ROLE__DEPARTMENT)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL,
                           "legal never decides before the department");
    return STATUS_OK;
}

static enum status conditions_are_sound(const ApprovalRoute *route, struct error *error)
{
    bool has_amount = route->has_least_amount_minor || route->has_most_amount_minor;
    if (has_amount && !route->currency)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.currency", NULL, "an amount needs a currency");
    if (route->has_least_amount_minor && route->has_most_amount_minor &&
        route->least_amount_minor > route->most_amount_minor)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.most_amount_minor", NULL,
                           "must not be below least_amount_minor");
    return STATUS_OK;
}

enum status route_is_sound(const ApprovalRoute *route, struct error *error)
{
    bool has_department = false, has_legal = false;
    TRY(conditions_are_sound(route, error));
    for (size_t i = 0; i < route->n_slots; i++) {
        TRY(slot_is_sound(route->slots[i], error));
        if (i)
            TRY(follows(route->slots[i - 1], route->slots[i], error));
        has_department |= route->slots[i]->role == APPROVAL_STEP__ROLE__DEPARTMENT;
        has_legal |= route->slots[i]->role == APPROVAL_STEP__ROLE__LEGAL;
    }
    if (!has_department || !has_legal)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "route.slots", NULL,
                           "there must be a DEPARTMENT step and a LEGAL step");
    return STATUS_OK;
}

/* The head of the department, or the counsel, in place of who was meant. */
static void replace(ApprovalSlot *slot, const char *why)
{
    slot->kind = slot->role == APPROVAL_STEP__ROLE__LEGAL ? APPROVAL_SLOT__KIND__COUNSEL : APPROVAL_SLOT__KIND__HEAD;
    slot->ref = NULL;
    slot->note = why;
}

static enum status lay_one(const ApprovalRoute *route, const struct route_people *people, ApprovalSlot *slot,
                           struct error *error)
{
    if (slot->kind == APPROVAL_SLOT__KIND__SUPERIOR) {
        slot->ref = people->superior_id;
        if (!slot->ref)
            replace(slot, "NO_SUPERIOR");
    }
    if (slot->kind != APPROVAL_SLOT__KIND__PERSON && slot->kind != APPROVAL_SLOT__KIND__SUPERIOR)
        return STATUS_OK;
    if (is_writer(&people->writers, slot->ref)) {
        if (route->drafter_policy == APPROVAL_ROUTE__DRAFTER_POLICY__REFUSE)
            return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "DRAFTER_APPROVES",
                               "route %s asks one who drafted, wrote or submitted the text himself", route->code);
        replace(slot, "DRAFTER");
    } else if (!is_among(people->present, people->n_present, slot->ref) &&
               route->absent_policy == APPROVAL_ROUTE__ABSENT_POLICY__ESCALATE) {
        replace(slot, "ABSENT");
    }
    return STATUS_OK;
}

enum status route_lay(struct arena *arena, const ApprovalRoute *route, const struct route_people *people,
                      ApprovalSlot ***ret_slots, size_t *ret_n, struct error *error)
{
    ApprovalSlot **slots = arena_alloc(arena, (route->n_slots + 1) * sizeof *slots);
    for (size_t i = 0; i < route->n_slots; i++) {
        const RouteSlot *from = route->slots[i];
        ApprovalSlot *slot = slots[i] = arena_alloc(arena, sizeof *slot);
        approval_slot__init(slot);
        slot->has_step = slot->has_position = slot->has_role = slot->has_mode = slot->has_kind = slot->has_state = true;
        slot->step = from->step;
        slot->position = (uint32_t)i + 1;
        slot->role = from->role;
        slot->mode = from->mode;
        slot->kind = from->kind;
        slot->ref = from->ref;
        slot->state = APPROVAL_SLOT__STATE__WAITING;
        TRY(lay_one(route, people, slot, error));
    }
    *ret_slots = slots;
    *ret_n = route->n_slots;
    return STATUS_OK;
}
