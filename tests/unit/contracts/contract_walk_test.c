/* SPDX-License-Identifier: Apache-2.0
 * A hundred thousand steps at random through the table of contracts, every row of it, and many more that are refused: whatever
 * is tried in whatever order, what must hold holds after every one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contract_walk.h"
#include "contracts/authority.h"
#include "contracts/checklist.h"
#include "contracts/payment.h"

enum { STEPS = 100000 };

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
        if (world->effects && (state == CONTRACT__STATE__VOID || state == CONTRACT__STATE__TERMINATED))
            assert_false(payment_is_open(&world->payments[i])); /* nothing is asked for of what was ended */
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
    int walked[64] = {0};
    struct world world = {.walked = walked};
    assert_true(contract_lifecycle.n <= sizeof walked / sizeof *walked);
    assert_true(contract_lifecycle.n <= sizeof walked / sizeof *walked);
    walk_begin(&world);
    while (world.steps < STEPS) {
        walk_on(&world);
        check(&world);
        if (dice(300) == 0 || (is_over(world.contract.state) && dice(4) == 0))
            walk_begin(&world);
    }
    arena_free(world.arena);
    for (size_t i = 0; i < contract_lifecycle.n; i++) { /* nobody is imported here, and so nobody withdrawn */
        print_message("%s %s: %d\n", contract_lifecycle.rows[i].from, contract_lifecycle.rows[i].verb, walked[i]);
        assert_true(walked[i] >= 20 || strcmp(contract_lifecycle.rows[i].verb, "withdraw") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_05_CON_09_CON_13_CON_14_CON_16_CON_17_a_walk_keeps_what_must_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
