/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contract_walk.h"
#include "contracts/authority.h"
#include "contracts/checklist.h"
#include "contracts/duty.h"
#include "contracts/payment.h"
#include "contracts/route.h"
#include "contracts/slot.h"
#include "contracts/terms.h"

const char *const people[PEOPLE] = {
    "0190a000-0000-7000-8000-000000000000", "0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002",
    "0190a000-0000-7000-8000-000000000003", "0190a000-0000-7000-8000-000000000004", "0190a000-0000-7000-8000-000000000005"};

static uint64_t seed = 88172645463325252u;

uint32_t dice(uint32_t sides)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 16) % sides;
}

/* ---- the world ------------------------------------------------------------------------------------------------------- */

static void put_place(struct world *world, uint32_t step, ApprovalStep__Role role, ApprovalSlot__Mode mode)
{
    size_t n = world->route.n_slots++;
    RouteSlot *place = world->place_list[n] = &world->places[n];
    bool is_legal = role == APPROVAL_STEP__ROLE__LEGAL;
    route_slot__init(place);
    place->step = step;
    place->role = role;
    place->mode = mode;
    place->kind = dice(3) ? is_legal ? APPROVAL_SLOT__KIND__COUNSEL : APPROVAL_SLOT__KIND__HEAD
                  : dice(4) ? APPROVAL_SLOT__KIND__PERSON
                            : APPROVAL_SLOT__KIND__AUTO;
    place->ref = place->kind == APPROVAL_SLOT__KIND__PERSON ? people[dice(PEOPLE)] : NULL;
}

static void make_route(struct world *world)
{
    struct error error;
    uint32_t step = 1, department = 1 + dice(2), legal = 1 + dice(2);
    approval_route__init(&world->route);
    world->route.code = "random";
    world->route.slots = world->place_list;
    world->route.absent_policy = APPROVAL_ROUTE__ABSENT_POLICY__ESCALATE;
    world->route.drafter_policy = dice(2) ? APPROVAL_ROUTE__DRAFTER_POLICY__REPLACE : APPROVAL_ROUTE__DRAFTER_POLICY__REFUSE;
    for (uint32_t i = 0; i < department + legal; i++, step++) {
        ApprovalSlot__Mode mode = (ApprovalSlot__Mode)(1 + dice(3));
        for (uint32_t k = 1 + dice(2); k > 0; k--)
            put_place(world, step, i < department ? APPROVAL_STEP__ROLE__DEPARTMENT : APPROVAL_STEP__ROLE__LEGAL, mode);
    }
    assert_int_equal(route_is_sound(&world->route, &error), STATUS_OK);
}

static void open_list(struct world *world)
{
    for (int i = 0; i < ITEMS; i++)
        world->items[i].answer = CHECKLIST_ITEM__ANSWER__OPEN;
}

void walk_begin(struct world *world)
{
    struct world before = *world;
    arena_free(before.arena);
    *world = (struct world){.arena = arena_new(), .walked = before.walked, .steps = before.steps};
    contract__init(&world->contract);
    world->contract.state = CONTRACT__STATE__DRAFT;
    world->contract.text_version = 1;
    world->contract.template_code = "standard";
    world->contract.drafter_id = people[0];
    world->contract.drafter_path = world->contract.owner_path = "/hq/sales/~0190a000-0000-7000-8000-000000000000";
    world->contract.amount_minor = 3 + dice(1000000);
    for (int i = 0; i < ITEMS; i++) {
        checklist_item__init(world->item_list[i] = &world->items[i]);
        world->items[i].group = (ContractClause__Group)(i + 1);
        world->items[i].code = "ITEM";
    }
    for (int i = 0; i < 4; i++) {
        contract_mark__init(world->mark_list[i] = &world->marks[i]);
        world->marks[i].state = CONTRACT_MARK__STATE__REVOKED;
    }
    for (int i = 0; i < PARTS; i++) {
        instalment__init(world->part_list[i] = &world->parts[i]);
        world->parts[i].due_on = "2026-12-01";
        payment__init(world->payment_list[i] = &world->payments[i]);
    }
    for (int i = 0; i < DUTIES; i++) {
        contract_duty__init(world->duty_list[i] = &world->duties[i]);
        world->duties[i].state = i ? CONTRACT_DUTY__STATE__HANDED_OVER : CONTRACT_DUTY__STATE__PENDING;
    }
    world->newest_version = 1;
    world->parts[0].amount_minor = world->parts[1].amount_minor = 1;
    world->parts[2].amount_minor = world->contract.amount_minor - 2;
    world->writers[world->n_writers++] = people[0];
    open_list(world);
    make_route(world);
}

/* Somebody writes or submits a text; mostly the drafter, or nobody would be left to decide. */
static void put_hand(struct world *world)
{
    struct writers writers = {world->writers, world->n_writers};
    const char *who = people[dice(8) ? 0 : dice(PEOPLE)];
    if (!is_writer(&writers, who))
        world->writers[world->n_writers++] = who;
}

/* ---- what people try ------------------------------------------------------------------------------------------------- */

/* A row of the table was walked. */
static void count(struct world *world, Contract__State from, const char *verb)
{
    world->steps++;
    for (size_t i = 0; i < contract_lifecycle.n; i++)
        if (strcmp(contract_lifecycle.rows[i].from, contract_state_name(from)) == 0 &&
            strcmp(contract_lifecycle.rows[i].verb, verb) == 0)
            world->walked[i]++;
}

static bool moves(struct world *world, const char *verb)
{
    struct error error;
    Contract__State from = world->contract.state;
    if (contract_move(&world->contract, verb, &error) != STATUS_OK)
        return false;
    count(world, from, verb);
    world->effects += from != world->contract.state && world->contract.state == CONTRACT__STATE__EFFECTIVE;
    world->closed += contract_deal_news(&world->contract, from) == DEAL_IS_CLOSED;
    world->reversed += contract_deal_news(&world->contract, from) == DEAL_IS_REVERSED;
    return true;
}

static void next_text(struct world *world)
{
    if (world->is_fixed) {
        world->newest_version = ++world->contract.text_version;
        world->case_approved = false;
    }
    world->is_fixed = false;
    open_list(world);
}

static void revise(struct world *world)
{
    struct error error;
    int64_t first = world->parts[0].amount_minor, moved = (int64_t)dice(5) - 2;
    if (dice(3) || !moves(world, "revise"))
        return;
    world->parts[0].amount_minor = first + moved; /* every other way does not sum up */
    world->parts[2].amount_minor -= dice(2) ? moved : 0;
    if (world->parts[0].amount_minor < 1 || world->parts[2].amount_minor < 1 ||
        instalments_fit(world->part_list, PARTS, world->contract.amount_minor, &error) != STATUS_OK) {
        world->parts[0].amount_minor = first;
        world->parts[2].amount_minor = world->contract.amount_minor - first - world->parts[1].amount_minor;
    }
    next_text(world);
    put_hand(world);
}

static void answer(struct world *world)
{
    if (moves(world, "answer"))
        for (int i = 0; i < ITEMS; i++)
            world->items[i].answer = dice(30) ? CHECKLIST_ITEM__ANSWER__PASS : CHECKLIST_ITEM__ANSWER__FAIL;
}

static void follow(struct world *world, enum case_stage stage)
{
    struct error error;
    Contract__State from = world->contract.state;
    assert_int_equal(contract_follow(&world->contract, stage == CASE_AT_LEGAL, stage == CASE_IS_APPROVED, &error), STATUS_OK);
    count(world, from, world->contract.state == from ? "agree" : "approve");
    if (from == CONTRACT__STATE__DEPT_REVIEW && stage == CASE_IS_APPROVED)
        count(world, CONTRACT__STATE__LEGAL_REVIEW, "approve");
    world->case_approved = stage == CASE_IS_APPROVED;
}

static void submit(struct world *world)
{
    struct error error;
    if (world->contract.state != CONTRACT__STATE__DRAFT ||
        checklist_is_complete(world->item_list, ITEMS, &error) != STATUS_OK)
        return;
    put_hand(world);
    struct route_people who = {{world->writers, world->n_writers}, people[dice(PEOPLE)], people + 1, 3};
    if (route_lay(world->arena, &world->route, &who, &world->slots, &world->n_slots, &error) != STATUS_OK)
        return;
    assert_true(moves(world, "submit"));
    world->is_fixed = true;
    world->case_version = world->contract.text_version;
    enum case_stage stage = slots_advance(world->slots, world->n_slots);
    if (stage != CASE_AT_DEPARTMENT)
        follow(world, stage);
}

bool is_in_review(const struct world *world)
{
    return world->contract.state == CONTRACT__STATE__DEPT_REVIEW || world->contract.state == CONTRACT__STATE__LEGAL_REVIEW;
}

/* Somebody decides a place, if he may. `ret_outcome` is 0 where he returns it, 1 where he rejects it, more: approves. */
static bool judge_one(const struct world *world, ApprovalSlot **slots, size_t n_slots, uint32_t *ret_outcome)
{
    struct error error;
    ApprovalSlot *slot;
    const struct judge *judge;
    struct judge judges[2];
    struct review review = {&world->contract, {world->writers, world->n_writers}, dice(2)};
    size_t n = 1 + dice(2);
    for (size_t i = 0; i < n; i++)
        judges[i] = (struct judge){people[dice(PEOPLE)], NULL, 0, dice(3) ? "/hq/" : NULL, dice(3) ? "/hq/" : NULL};
    if (slots_choose(slots, n_slots, &review, judges, n, &slot, &judge, &error) != STATUS_OK)
        return false;
    for (size_t i = 0; i < world->n_writers; i++) { /* nobody decides his own, nor has it decided in his name */
        assert_string_not_equal(judges[0].id, world->writers[i]);
        assert_string_not_equal(judge->id, world->writers[i]);
    }
    uint32_t outcome = *ret_outcome = dice(16);
    slot->approver_id = judges[0].id;
    slot->state = outcome == 0   ? APPROVAL_SLOT__STATE__RETURNED
                  : outcome == 1 ? APPROVAL_SLOT__STATE__REJECTED
                                 : APPROVAL_SLOT__STATE__APPROVED;
    return true;
}

static void decide(struct world *world)
{
    uint32_t outcome;
    if (!is_in_review(world) || !judge_one(world, world->slots, world->n_slots, &outcome))
        return;
    if (outcome > 1) {
        follow(world, slots_advance(world->slots, world->n_slots));
        return;
    }
    slots_skip(world->slots, world->n_slots);
    assert_true(moves(world, outcome ? "reject" : "return"));
    if (!outcome)
        next_text(world);
}

static void take_back(struct world *world)
{
    if (!dice(5) && moves(world, dice(3) ? "recall" : "cancel"))
        slots_skip(world->slots, world->n_slots);
}

static void add_one(struct world *world)
{
    ApprovalStep__Role role;
    if (is_in_review(world) && world->n_slots)
        slots_make_room(world->slots, world->n_slots, dice(2), &role);
    if (is_in_review(world))
        slots_advance(world->slots, world->n_slots);
}

static void send_out(struct world *world)
{
    if (moves(world, "send"))
        for (int i = 0; i < 4; i++)
            world->marks[i].state = CONTRACT_MARK__STATE__REQUESTED;
}

static void put_off(struct world *world)
{
    if (dice(6) || !moves(world, world->is_amendment_approved ? "refuse" : "decline"))
        return;
    for (int i = 0; i < 4; i++)
        world->marks[i].state = CONTRACT_MARK__STATE__REVOKED;
    world->amending = NULL;
    world->is_amendment_approved = false;
}

static void mark_one(struct world *world)
{
    ContractMark *mark = &world->marks[dice(4)];
    if (world->contract.state != CONTRACT__STATE__SIGNING || mark->state != CONTRACT_MARK__STATE__REQUESTED)
        return;
    assert_true(moves(world, "mark"));
    mark->state = CONTRACT_MARK__STATE__DONE;
    if (marks_outstanding(world->mark_list, 4) == 0) {
        assert_true(moves(world, "sign"));
        world->signed_version = world->contract.text_version;
    }
}

static void ask_amendment(struct world *world)
{
    struct error error;
    struct route_people who = {{world->writers, world->n_writers}, people[dice(PEOPLE)], people + 1, 3};
    Contract after = world->contract;
    if (world->amending || contract_move(&after, "amend", &error) != STATUS_OK ||
        route_lay(world->arena, &world->route, &who, &world->amending, &world->n_amending, &error) != STATUS_OK)
        return;
    world->newest_version++;
    put_hand(world);
    world->is_amendment_approved = slots_advance(world->amending, world->n_amending) == CASE_IS_APPROVED;
}

static void decide_amendment(struct world *world)
{
    uint32_t outcome;
    if (!world->amending || world->is_amendment_approved ||
        !judge_one(world, world->amending, world->n_amending, &outcome))
        return;
    if (outcome <= 1)
        world->amending = NULL;
    else
        world->is_amendment_approved = slots_advance(world->amending, world->n_amending) == CASE_IS_APPROVED;
    for (int i = 0; world->is_amendment_approved && i < 4; i++)
        world->marks[i].state = CONTRACT_MARK__STATE__REQUESTED;
}

static void sign_amendment(struct world *world)
{
    ContractMark *mark = &world->marks[dice(4)];
    if (!world->is_amendment_approved || mark->state != CONTRACT_MARK__STATE__REQUESTED || !moves(world, "countersign"))
        return;
    mark->state = CONTRACT_MARK__STATE__DONE;
    if (marks_outstanding(world->mark_list, 4) != 0)
        return;
    assert_true(moves(world, "amend"));
    world->slots = world->amending;
    world->n_slots = world->n_amending;
    world->amending = NULL;
    world->is_amendment_approved = false;
    world->case_version = world->signed_version = world->contract.text_version = world->newest_version;
}

static void take_effect(struct world *world)
{
    if (!moves(world, "take_effect"))
        return;
    for (int i = 0; i < PARTS; i++) {
        world->payments[i].amount_minor = world->parts[i].amount_minor;
        world->payments[i].state = PAYMENT__STATE__PLANNED;
    }
}

static void look(struct world *world)
{
    if (world->contract.state == CONTRACT__STATE__EFFECTIVE &&
        contract_is_done(world->duty_list, DUTIES, world->payment_list, PARTS)) {
        assert_true(moves(world, "fulfil"));
        assert_int_equal(world->received, world->contract.amount_minor); /* all is paid then */
    }
}

static void settle(struct world *world)
{
    struct error error;
    if (world->contract.state != CONTRACT__STATE__EFFECTIVE || dice(12))
        return;
    if (duty_settle(&world->duties[dice(DUTIES)], (ContractDuty__State)(1 + dice(5)), dice(4) ? "AGREED" : NULL, &error) ==
        STATUS_OK)
        look(world);
}

static void take_money(struct world *world)
{
    struct error error;
    int64_t moved[PARTS], applied, amount = (int64_t)dice(800000) - 200000;
    Receipt__Outcome outcome;
    if (!world->effects || !amount || dice(4))
        return;
    struct booking booking = {amount, world->surplus, plan_counts(world->contract.state)};
    assert_int_equal(receipt_book(world->payment_list, PARTS, &booking, moved, &applied, &outcome, &error), STATUS_OK);
    world->received += applied;
    world->surplus += amount - applied;
    look(world);
}

static void cancel_plan(struct world *world)
{
    struct error error;
    for (int i = 0; world->effects && i < PARTS; i++)
        if (payment_is_open(&world->payments[i]))
            assert_int_equal(payment_move(&world->payments[i], "cancel", &error), STATUS_OK);
}

static void talk_or_end(struct world *world)
{
    static const char *const verbs[] = {"negotiate", "negotiate", "terminate", "expire", "archive"};
    const char *verb = verbs[dice(sizeof verbs / sizeof *verbs)];
    if ((world->contract.state != CONTRACT__STATE__EFFECTIVE || !dice(10)) && moves(world, verb) &&
        strcmp(verb, "terminate") == 0)
        cancel_plan(world);
}

static void make_void(struct world *world)
{
    struct error error;
    if (!dice(8) && contract_may_void(&world->contract, people[dice(PEOPLE)], &error) == STATUS_OK &&
        moves(world, "void"))
        cancel_plan(world);
}

void walk_on(struct world *world)
{
    static void (*const tries[])(struct world *world) = {revise, answer, answer, submit, submit, decide, decide, decide,
                                                         decide, take_back, add_one, send_out, mark_one, mark_one, mark_one,
                                                         mark_one, put_off, take_effect, take_money, make_void,
                                                         talk_or_end, ask_amendment, ask_amendment, decide_amendment, decide_amendment, decide_amendment,
                                                         decide_amendment, sign_amendment, sign_amendment, sign_amendment,
                                                         settle, settle, settle, settle, take_money, take_money, talk_or_end};
    tries[dice(sizeof tries / sizeof *tries)](world);
}
