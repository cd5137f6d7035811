/* SPDX-License-Identifier: Apache-2.0
 * A hundred thousand steps at random through the rules of contracts: whatever is tried in whatever order, what must hold
 * holds after every step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "contracts/authority.h"
#include "contracts/checklist.h"
#include "contracts/contract.h"
#include "contracts/duty.h"
#include "contracts/payment.h"
#include "contracts/route.h"
#include "contracts/slot.h"
#include "contracts/terms.h"

enum { STEPS = 100000, PEOPLE = 6, MOST_SLOTS = 8, ITEMS = 4, PARTS = 3, DUTIES = 2 };

static const char *const people[PEOPLE] = {
    "0190a000-0000-7000-8000-000000000000", "0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002",
    "0190a000-0000-7000-8000-000000000003", "0190a000-0000-7000-8000-000000000004", "0190a000-0000-7000-8000-000000000005"};

struct world {
    Contract contract;
    ApprovalRoute route;
    RouteSlot places[MOST_SLOTS], *place_list[MOST_SLOTS];
    ApprovalSlot **slots; /* of the running or last case */
    size_t n_slots;
    uint32_t case_version; /* the text it is about; 0: none */
    bool case_approved;
    ContractMark marks[4], *mark_list[4];
    ChecklistItem items[ITEMS], *item_list[ITEMS];
    Instalment parts[PARTS], *part_list[PARTS];
    Payment payments[PARTS], *payment_list[PARTS];
    int64_t received;
    bool is_fixed; /* the present text was submitted */
    int effects, closed, reversed;
    ContractDuty duties[DUTIES], *duty_list[DUTIES];
    ApprovalSlot **amending; /* places of the case of an amendment; NULL: none is under way */
    size_t n_amending;
    bool is_amendment_approved;
    uint32_t newest_version, signed_version; /* of all texts; of the one under which the four marks are */
    struct arena *arena;
    int *reached; /* states, over all worlds */
};

static uint64_t seed = 88172645463325252u;

static uint32_t dice(uint32_t sides)
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

static void start(struct world *world)
{
    struct arena *arena = world->arena;
    int *reached = world->reached;
    arena_free(arena);
    *world = (struct world){.arena = arena_new(), .reached = reached};
    contract__init(&world->contract);
    world->contract.state = CONTRACT__STATE__DRAFT;
    world->contract.text_version = 1;
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
    open_list(world);
    make_route(world);
}

/* ---- what people try ------------------------------------------------------------------------------------------------- */

static bool moves(struct world *world, const char *verb)
{
    struct error error;
    return contract_move(&world->contract, verb, &error) == STATUS_OK;
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
    if (!moves(world, "revise"))
        return;
    world->parts[0].amount_minor = first + moved; /* every other way does not sum up */
    world->parts[2].amount_minor -= dice(2) ? moved : 0;
    if (world->parts[0].amount_minor < 1 || world->parts[2].amount_minor < 1 ||
        instalments_fit(world->part_list, PARTS, world->contract.amount_minor, &error) != STATUS_OK) {
        world->parts[0].amount_minor = first;
        world->parts[2].amount_minor = world->contract.amount_minor - first - world->parts[1].amount_minor;
    }
    next_text(world);
}

static void answer(struct world *world)
{
    if (moves(world, "answer"))
        for (int i = 0; i < ITEMS; i++)
            world->items[i].answer = dice(12) ? CHECKLIST_ITEM__ANSWER__PASS : CHECKLIST_ITEM__ANSWER__FAIL;
}

static void follow(struct world *world, enum case_stage stage)
{
    struct error error;
    assert_int_equal(contract_follow(&world->contract, stage == CASE_AT_LEGAL, stage == CASE_IS_APPROVED, &error), STATUS_OK);
    world->case_approved = stage == CASE_IS_APPROVED;
}

static void submit(struct world *world)
{
    struct error error;
    struct route_people who = {people[0], people[dice(PEOPLE)], people + 1, 3};
    if (world->contract.state != CONTRACT__STATE__DRAFT ||
        checklist_is_complete(world->item_list, ITEMS, &error) != STATUS_OK ||
        route_lay(world->arena, &world->route, &who, &world->slots, &world->n_slots, &error) != STATUS_OK)
        return;
    assert_true(moves(world, "submit"));
    world->is_fixed = true;
    world->case_version = world->contract.text_version;
    enum case_stage stage = slots_advance(world->slots, world->n_slots);
    if (stage != CASE_AT_DEPARTMENT)
        follow(world, stage);
}

static bool is_in_review(const struct world *world)
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
    size_t n = 1 + dice(2);
    for (size_t i = 0; i < n; i++)
        judges[i] = (struct judge){people[dice(PEOPLE)], NULL, 0, dice(3) ? "/hq/" : NULL, dice(3) ? "/hq/" : NULL};
    if (slots_choose(slots, n_slots, &world->contract, judges, n, dice(2), &slot, &judge, &error) != STATUS_OK)
        return false;
    assert_string_not_equal(judges[0].id, people[0]); /* nobody decides his own, nor has it decided in his name */
    assert_string_not_equal(judge->id, people[0]);
    uint32_t outcome = *ret_outcome = dice(8);
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
    if (moves(world, dice(4) ? "recall" : "cancel"))
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
    if (!moves(world, world->is_amendment_approved ? "refuse" : "decline"))
        return;
    for (int i = 0; i < 4; i++)
        world->marks[i].state = CONTRACT_MARK__STATE__REVOKED;
    world->amending = NULL;
    world->is_amendment_approved = false;
}

static void talk_again(struct world *world)
{
    moves(world, "negotiate");
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
    struct route_people who = {people[0], people[dice(PEOPLE)], people + 1, 3};
    Contract after = world->contract;
    if (world->amending || contract_move(&after, "amend", &error) != STATUS_OK ||
        route_lay(world->arena, &world->route, &who, &world->amending, &world->n_amending, &error) != STATUS_OK)
        return;
    world->newest_version++;
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
    world->effects++;
    world->closed++;
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
    if (world->contract.state != CONTRACT__STATE__EFFECTIVE)
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
    if (!world->effects || !amount)
        return;
    assert_int_equal(receipt_book(world->payment_list, PARTS, amount, moved, &applied, &outcome, &error), STATUS_OK);
    world->received += applied;
    look(world);
}

static void end(struct world *world)
{
    static const char *const verbs[] = {"terminate", "terminate", "expire", "archive"};
    moves(world, verbs[dice(sizeof verbs / sizeof *verbs)]);
}

static void make_void(struct world *world)
{
    struct error error;
    Contract__State from = world->contract.state;
    const char *who = people[dice(PEOPLE)];
    if (dice(2) && contract_may_void(&world->contract, who, &error) == STATUS_OK && moves(world, "void"))
        world->reversed += from == CONTRACT__STATE__EFFECTIVE;
}

/* ---- what must hold -------------------------------------------------------------------------------------------------- */

static bool is_agreed(Contract__State state)
{
    return state == CONTRACT__STATE__APPROVED || state == CONTRACT__STATE__SIGNING || state == CONTRACT__STATE__SIGNED ||
           state == CONTRACT__STATE__EFFECTIVE || state == CONTRACT__STATE__FULFILLED;
}

static bool was_closed(Contract__State state)
{
    return state == CONTRACT__STATE__EFFECTIVE || state == CONTRACT__STATE__FULFILLED ||
           state == CONTRACT__STATE__TERMINATED || state == CONTRACT__STATE__EXPIRED || state == CONTRACT__STATE__ARCHIVED;
}

static bool is_over(Contract__State state)
{
    return state == CONTRACT__STATE__CANCELLED || state == CONTRACT__STATE__VOID || state == CONTRACT__STATE__ARCHIVED;
}

static void check_approvals(const struct world *world)
{
    bool legal = false, department = false;
    if (!is_agreed(world->contract.state))
        return;
    assert_true(world->case_approved);
    assert_int_equal(world->case_version, world->contract.text_version); /* no approval outlives its version */
    for (size_t i = 0; i < world->n_slots; i++) {
        const ApprovalSlot *slot = world->slots[i];
        bool approved = slot->state == APPROVAL_SLOT__STATE__APPROVED;
        assert_true(approved || slot->state == APPROVAL_SLOT__STATE__SKIPPED);
        if (slot->approver_id)
            assert_string_not_equal(slot->approver_id, people[0]);
        department |= approved && slot->role == APPROVAL_STEP__ROLE__DEPARTMENT;
        legal |= approved && slot->role == APPROVAL_STEP__ROLE__LEGAL;
    }
    assert_true(department && legal);
}

static void check_turns(const struct world *world)
{
    if (!is_in_review(world))
        return;
    for (size_t i = 0; i < world->n_slots; i++) /* legal is never asked while the department still is */
        if (world->slots[i]->state == APPROVAL_SLOT__STATE__ACTIVE)
            assert_int_equal(world->slots[i]->role == APPROVAL_STEP__ROLE__LEGAL,
                             world->contract.state == CONTRACT__STATE__LEGAL_REVIEW);
}

static void check(const struct world *world)
{
    struct error error;
    int64_t sum = 0, received = 0;
    Contract__State state = world->contract.state;
    world->reached[state]++;
    check_approvals(world);
    check_turns(world);
    if (state == CONTRACT__STATE__SIGNED || was_closed(state))
        assert_int_equal(world->signed_version, world->contract.text_version);
    if (state == CONTRACT__STATE__SIGNED)
        assert_int_equal(marks_outstanding(world->mark_list, 4), 0);
    if (is_in_review(world) || is_agreed(state))
        assert_int_equal(checklist_is_complete(world->item_list, ITEMS, &error), STATUS_OK);
    for (int i = 0; i < PARTS; i++) {
        sum += world->parts[i].amount_minor;
        received += world->payments[i].received_minor;
        assert_true(world->payments[i].received_minor >= 0);
        assert_true(world->payments[i].received_minor <= world->payments[i].amount_minor);
    }
    assert_int_equal(sum, world->contract.amount_minor);
    assert_int_equal(received, world->received);
    assert_int_equal(world->closed, world->effects);
    assert_true(world->effects <= 1 && world->reversed <= world->closed);
    assert_int_equal(world->effects - world->reversed, was_closed(state));
}

static void CON_05_CON_09_CON_13_CON_14_CON_16_CON_17_a_walk_keeps_what_must_hold(void **unused)
{
    (void)unused;
    static void (*const tries[])(struct world *world) = {revise, answer, answer, submit, submit, decide, decide, decide,
                                                         decide, take_back, add_one, send_out, mark_one, mark_one, mark_one,
                                                         mark_one, put_off, take_effect, take_money, make_void,
                                                         talk_again, ask_amendment, decide_amendment, decide_amendment,
                                                         decide_amendment, sign_amendment, sign_amendment, sign_amendment,
                                                         settle, settle, settle, settle, take_money, take_money, end};
    int reached[CONTRACT__STATE__ARCHIVED + 1] = {0};
    struct world world = {.reached = reached};
    start(&world);
    for (int i = 0; i < STEPS; i++) {
        tries[dice(sizeof tries / sizeof *tries)](&world);
        check(&world);
        if (dice(400) == 0 || (is_over(world.contract.state) && dice(20) == 0))
            start(&world);
    }
    arena_free(world.arena);
    for (int state = CONTRACT__STATE__DRAFT; state <= CONTRACT__STATE__ARCHIVED; state++)
        assert_true(reached[state] > 15); /* the walk comes everywhere */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_05_CON_09_CON_13_CON_14_CON_16_CON_17_a_walk_keeps_what_must_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
