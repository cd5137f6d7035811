/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "schema/rule.h"

static const struct transition plan_rows[] = {
    {"DRAFT", "edit", "DRAFT", "its items are worked on"},
    {"DRAFT", "propose", "PROPOSED", "the customer gets the link"},
    {"PROPOSED", "confirm", "CONFIRMED", "the customer agrees"},
    {"PROPOSED", "request_change", "CHANGE_REQUESTED", "the customer wants it otherwise"},
    {"CHANGE_REQUESTED", "edit", "DRAFT", "it is worked on again"},
    {"CONFIRMED", "start", "IN_PROGRESS", "the first item is started"},
    {"IN_PROGRESS", "start", "IN_PROGRESS", "a further item is started"},
    {"IN_PROGRESS", "work", "IN_PROGRESS", "an item is delivered, accepted or rejected"},
    {"IN_PROGRESS", "complete", "COMPLETED", "the last item is accepted"},
    {"CONFIRMED", "work", "IN_PROGRESS", "what was started before the contract was amended goes on"},
    {"DRAFT", "work", "DRAFT", "what was started before the contract was amended goes on"},
    {"PROPOSED", "work", "PROPOSED", "what was started before the contract was amended goes on"},
    {"CHANGE_REQUESTED", "work", "CHANGE_REQUESTED", "what was started before the contract was amended goes on"},
    {"PROPOSED", "redraft", "DRAFT", "the contract was amended: what the customer was shown has changed"},
    {"CONFIRMED", "redraft", "DRAFT", "the contract was amended: more is owed, and to be confirmed"},
    {"IN_PROGRESS", "redraft", "DRAFT", "the contract was amended: more is owed, and to be confirmed"},
    {"COMPLETED", "redraft", "DRAFT", "the contract was amended: more is owed, and to be confirmed"},
    {"CONFIRMED", "complete", "COMPLETED", "the contract was amended: nothing is owed any more"},
    {"DRAFT", "suspend", "SUSPENDED", "the deal was reversed, or the contract terminated"},
    {"PROPOSED", "suspend", "SUSPENDED", "the deal was reversed, or the contract terminated"},
    {"CHANGE_REQUESTED", "suspend", "SUSPENDED", "the deal was reversed, or the contract terminated"},
    {"CONFIRMED", "suspend", "SUSPENDED", "the deal was reversed, or the contract terminated"},
    {"IN_PROGRESS", "suspend", "SUSPENDED", "the deal was reversed, or the contract terminated"},
    {"COMPLETED", "suspend", "SUSPENDED", "the deal was reversed after all was delivered"},
    {"DRAFT", "cancel", "CANCELLED", "it is given up"},
    {"PROPOSED", "cancel", "CANCELLED", "it is given up"},
    {"CHANGE_REQUESTED", "cancel", "CANCELLED", "it is given up"},
    {"CONFIRMED", "cancel", "CANCELLED", "it is given up"},
    {"IN_PROGRESS", "cancel", "CANCELLED", "it is given up half-way"},
    {"SUSPENDED", "cancel", "CANCELLED", "it is given up for good"},
};

const struct lifecycle plan_lifecycle = {"plan", "DRAFT", plan_rows, sizeof plan_rows / sizeof *plan_rows};

static const struct transition item_rows[] = {
    {"PLANNED", "start", "STARTED", "work on it begins"},
    {"STARTED", "deliver", "DELIVERED", "it is with the customer"},
    {"DELIVERED", "accept", "ACCEPTED", "the customer accepts it"},
    {"DELIVERED", "reject", "REJECTED", "the customer refuses it, with the reason"},
    {"REJECTED", "start", "STARTED", "it is put right"},
};

const struct lifecycle item_lifecycle = {"item", "PLANNED", item_rows, sizeof item_rows / sizeof *item_rows};

enum status plan_move(DeliveryPlan *plan, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&plan_lifecycle, &delivery_plan__state__descriptor, plan->state, verb, &to, error));
    plan->state = (DeliveryPlan__State)to;
    return STATUS_OK;
}

enum status item_move(DeliveryItem *item, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&item_lifecycle, &delivery_item__state__descriptor, item->state, verb, &to, error));
    item->state = (DeliveryItem__State)to;
    return STATUS_OK;
}

static const char *missing_of(const DeliveryItem *item)
{
    if (is_blank(item->due_on))
        return "time";
    if (is_blank(item->content))
        return "content";
    if (!item->has_method)
        return "method";
    return is_blank(item->staff_id) ? "staff" : NULL;
}

enum status plan_may_propose(DeliveryItem *const *items, size_t n, struct error *error)
{
    if (n == 0)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "PLAN_INCOMPLETE", "the plan has no item");
    for (size_t i = 0; i < n; i++)
        if (missing_of(items[i]))
            return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "PLAN_INCOMPLETE", "item %u has no %s",
                               items[i]->position, missing_of(items[i]));
    return STATUS_OK;
}

bool item_kind_of_line(const char *line_kind, DeliveryItem__Kind *ret_kind)
{
    static const struct {
        const char *line;
        DeliveryItem__Kind kind;
    } rows[] = {{"PRODUCT", DELIVERY_ITEM__KIND__GOODS},
                {"PROCESS", DELIVERY_ITEM__KIND__INSTALL},
                {"INSTALLATION", DELIVERY_ITEM__KIND__INSTALL},
                {"TRAINING", DELIVERY_ITEM__KIND__TRAINING}};
    *ret_kind = DELIVERY_ITEM__KIND__GOODS;
    if (text_equal(line_kind, "SUPPORT"))
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_equal(line_kind, rows[i].line))
            *ret_kind = rows[i].kind;
    return true;
}

bool item_is_delivered(const DeliveryItem *item)
{
    return item->state == DELIVERY_ITEM__STATE__DELIVERED || item->state == DELIVERY_ITEM__STATE__ACCEPTED;
}

DeliveryItem *item_find(DeliveryItem *const *items, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(items[i]->id, id) == 0)
            return items[i];
    return NULL;
}

uint32_t items_outstanding(DeliveryItem *const *items, size_t n)
{
    uint32_t open = 0;
    for (size_t i = 0; i < n; i++)
        open += items[i]->state != DELIVERY_ITEM__STATE__ACCEPTED;
    return open;
}

bool item_may_be_late(const DeliveryPlan *plan, const DeliveryItem *item)
{
    bool running = plan->state == DELIVERY_PLAN__STATE__CONFIRMED || plan->state == DELIVERY_PLAN__STATE__IN_PROGRESS;
    return running && !item->late && !item_is_delivered(item);
}

enum status plan_shows(const DeliveryPlan *plan, uint32_t round, struct error *error)
{
    bool drafting = plan->state == DELIVERY_PLAN__STATE__DRAFT;
    if (plan->proposals == round && !drafting)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "LINK_REPLACED",
                       "the plan has changed since this link was made: ask for the new one");
}
