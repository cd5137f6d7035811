/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/slot.h"

static const char drafter[] = "0190a000-0000-7000-8000-00000000000a", head[] = "0190a000-0000-7000-8000-00000000000b",
                  counsel[] = "0190a000-0000-7000-8000-00000000000c", other[] = "0190a000-0000-7000-8000-00000000000d",
                  reviser[] = "0190a000-0000-7000-8000-00000000000e";

enum { MOST = 8 };

struct way {
    ApprovalSlot rows[MOST], *slots[MOST];
    size_t n;
};

static void add(struct way *way, uint32_t step, ApprovalStep__Role role, ApprovalSlot__Mode mode, ApprovalSlot__Kind kind,
                const char *ref)
{
    ApprovalSlot *slot = way->slots[way->n] = &way->rows[way->n];
    approval_slot__init(slot);
    slot->step = step;
    slot->position = (uint32_t)way->n++ + 1;
    slot->role = role;
    slot->mode = mode;
    slot->kind = kind;
    slot->ref = ref;
    slot->state = APPROVAL_SLOT__STATE__WAITING;
}

#define DEPT APPROVAL_STEP__ROLE__DEPARTMENT
#define LEGAL APPROVAL_STEP__ROLE__LEGAL
#define ANY APPROVAL_SLOT__MODE__ANY
#define ALL APPROVAL_SLOT__MODE__ALL
#define SEQUENTIAL APPROVAL_SLOT__MODE__SEQUENTIAL
#define STATE(word) APPROVAL_SLOT__STATE__##word
#define KIND(word) APPROVAL_SLOT__KIND__##word

static void standard(struct way *way)
{
    way->n = 0;
    add(way, 1, DEPT, ANY, KIND(HEAD), NULL);
    add(way, 2, LEGAL, ANY, KIND(COUNSEL), NULL);
}

static Contract text(void)
{
    Contract contract = CONTRACT__INIT;
    contract.drafter_id = drafter;
    contract.drafter_path = "/hq/sales/tele/~0190a000-0000-7000-8000-00000000000a";
    contract.owner_path = contract.drafter_path;
    contract.state = CONTRACT__STATE__DEPT_REVIEW;
    return contract;
}

/* The status of choosing a place for one judge; the reason where refused, the place where not. */
static enum status choose(struct way *way, const struct judge *judges, size_t n, ApprovalSlot **ret_slot,
                          struct error *error)
{
    Contract contract = text();
    const char *const writers[] = {drafter, reviser};
    struct review review = {&contract, {writers, 2}, false};
    const struct judge *judge;
    return slots_choose(way->slots, way->n, &review, judges, n, ret_slot, &judge, error);
}

static void CON_07_legal_waits_for_the_department(void **unused)
{
    (void)unused;
    struct way way;
    standard(&way);
    assert_int_equal(slots_advance(way.slots, way.n), CASE_AT_DEPARTMENT);
    assert_int_equal(way.rows[0].state, STATE(ACTIVE));
    assert_int_equal(way.rows[1].state, STATE(WAITING));
    way.rows[0].state = STATE(APPROVED);
    assert_int_equal(slots_advance(way.slots, way.n), CASE_AT_LEGAL);
    assert_int_equal(way.rows[1].state, STATE(ACTIVE));
    way.rows[1].state = STATE(APPROVED);
    assert_int_equal(slots_advance(way.slots, way.n), CASE_IS_APPROVED);
}

static void CON_12_any_all_and_sequential(void **unused)
{
    (void)unused;
    struct way way = {.n = 0};
    add(&way, 1, DEPT, ANY, KIND(PERSON), head);
    add(&way, 1, DEPT, ANY, KIND(PERSON), other);
    add(&way, 2, DEPT, ALL, KIND(PERSON), head);
    add(&way, 2, DEPT, ALL, KIND(PERSON), other);
    add(&way, 3, LEGAL, SEQUENTIAL, KIND(PERSON), counsel);
    add(&way, 3, LEGAL, SEQUENTIAL, KIND(PERSON), other);
    slots_advance(way.slots, way.n);
    assert_int_equal(way.rows[1].state, STATE(ACTIVE));
    way.rows[1].state = STATE(APPROVED);
    slots_advance(way.slots, way.n);
    assert_int_equal(way.rows[0].state, STATE(SKIPPED));
    assert_int_equal(way.rows[2].state, STATE(ACTIVE));
    assert_int_equal(way.rows[3].state, STATE(ACTIVE));
    way.rows[3].state = STATE(APPROVED);
    assert_int_equal(slots_advance(way.slots, way.n), CASE_AT_DEPARTMENT);
    way.rows[2].state = STATE(APPROVED);
    assert_int_equal(slots_advance(way.slots, way.n), CASE_AT_LEGAL);
    assert_int_equal(way.rows[4].state, STATE(ACTIVE));
    assert_int_equal(way.rows[5].state, STATE(WAITING));
    way.rows[4].state = STATE(APPROVED);
    slots_advance(way.slots, way.n);
    assert_int_equal(way.rows[5].state, STATE(ACTIVE));
}

static void CON_12_what_the_route_approves_needs_nobody(void **unused)
{
    (void)unused;
    struct way way = {.n = 0};
    add(&way, 1, DEPT, ANY, KIND(AUTO), NULL);
    add(&way, 2, LEGAL, SEQUENTIAL, KIND(AUTO), NULL);
    add(&way, 2, LEGAL, SEQUENTIAL, KIND(COUNSEL), NULL);
    assert_int_equal(slots_advance(way.slots, way.n), CASE_AT_LEGAL);
    assert_int_equal(way.rows[1].state, STATE(APPROVED));
    assert_int_equal(way.rows[2].state, STATE(ACTIVE));
}

static void a_way_without_a_place_approves_nothing(void **unused)
{
    (void)unused;
    assert_int_equal(slots_advance(NULL, 0), CASE_AT_DEPARTMENT);
    struct way way;
    standard(&way);
    slots_skip(way.slots, way.n);
    assert_int_equal(slots_stage(way.slots, way.n), CASE_AT_DEPARTMENT);
}

static void decides_nothing(const char *writer)
{
    struct error error;
    struct way way;
    ApprovalSlot *slot;
    struct judge judges[] = {{writer, NULL, 0, "", ""}, {head, NULL, 0, "", ""}};
    standard(&way);
    slots_advance(way.slots, way.n);
    assert_int_equal(choose(&way, judges, 2, &slot, &error), STATUS_PERMISSION_DENIED);
    assert_string_equal(error.reason, "SEPARATION_OF_DUTIES");
    struct judge swapped[] = {judges[1], judges[0]}; /* he lets the head decide: as himself only */
    swapped[0].approve_scope = NULL;
    assert_int_equal(choose(&way, swapped, 2, &slot, &error), STATUS_PERMISSION_DENIED);
    assert_string_equal(error.reason, "APPROVAL_PERMISSION");
}

static void CON_06_who_drafted_or_wrote_a_text_decides_nothing_whatever_he_holds(void **unused)
{
    (void)unused;
    decides_nothing(drafter);
    decides_nothing(reviser);
}

static void CON_06_who_decides_stands_above_the_drafter(void **unused)
{
    (void)unused;
    static const struct {
        const char *scope;
        enum status status;
    } rows[] = {{"", STATUS_OK}, {"/hq/sales/", STATUS_OK}, {"/hq/sales/field/", STATUS_PERMISSION_DENIED},
                {NULL, STATUS_PERMISSION_DENIED}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error;
        struct way way;
        ApprovalSlot *slot;
        struct judge judge = {head, NULL, 0, rows[i].scope, NULL};
        standard(&way);
        slots_advance(way.slots, way.n);
        assert_int_equal(choose(&way, &judge, 1, &slot, &error), rows[i].status);
    }
}

static void CON_07_a_legal_step_asks_for_legal_whoever_is_named(void **unused)
{
    (void)unused;
    struct error error;
    ApprovalSlot *slot;
    struct way way = {.n = 0};
    add(&way, 1, DEPT, ANY, KIND(AUTO), NULL);
    add(&way, 2, LEGAL, ANY, KIND(PERSON), other);
    slots_advance(way.slots, way.n);
    struct judge judge = {other, NULL, 0, "", NULL};
    assert_int_equal(choose(&way, &judge, 1, &slot, &error), STATUS_PERMISSION_DENIED);
    judge.legal_scope = "/hq/";
    assert_int_equal(choose(&way, &judge, 1, &slot, &error), STATUS_OK);
    assert_ptr_equal(slot, &way.rows[1]);
}

static void CON_12_roles_and_delegates(void **unused)
{
    (void)unused;
    struct error error;
    ApprovalSlot *slot;
    struct way way = {.n = 0};
    static const char *const roles[] = {"clerk", "finance"};
    add(&way, 1, DEPT, ALL, KIND(ROLE), "finance");
    add(&way, 1, DEPT, ALL, KIND(PERSON), head);
    slots_advance(way.slots, way.n);
    struct judge judges[] = {{other, NULL, 0, NULL, NULL}, {head, roles, 2, NULL, NULL}};
    assert_int_equal(choose(&way, judges, 1, &slot, &error), STATUS_PERMISSION_DENIED);
    assert_int_equal(choose(&way, judges, 2, &slot, &error), STATUS_OK);
    assert_ptr_equal(slot, &way.rows[0]);
    slot->state = STATE(APPROVED);
    slot->approver_id = other;
    slot->on_behalf_of = head;
    assert_int_equal(choose(&way, judges, 2, &slot, &error), STATUS_PERMISSION_DENIED);
    assert_string_equal(error.reason, "SAME_PERSON");
}

static void CON_12_room_for_one_more(void **unused)
{
    (void)unused;
    struct way way;
    ApprovalStep__Role role;
    standard(&way);
    assert_int_equal(slots_make_room(way.slots, way.n, true, &role), 0);
    slots_advance(way.slots, way.n);
    assert_int_equal(slots_make_room(way.slots, way.n, false, &role), 2);
    assert_int_equal(role, DEPT);
    assert_int_equal(way.rows[1].step, 3);
    assert_int_equal(way.rows[0].state, STATE(ACTIVE));
    assert_int_equal(slots_make_room(way.slots, way.n, true, &role), 1);
    assert_int_equal(way.rows[0].step, 2);
    assert_int_equal(way.rows[0].state, STATE(WAITING));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_07_legal_waits_for_the_department),
        cmocka_unit_test(CON_12_any_all_and_sequential),
        cmocka_unit_test(CON_12_what_the_route_approves_needs_nobody),
        cmocka_unit_test(a_way_without_a_place_approves_nothing),
        cmocka_unit_test(CON_06_who_drafted_or_wrote_a_text_decides_nothing_whatever_he_holds),
        cmocka_unit_test(CON_06_who_decides_stands_above_the_drafter),
        cmocka_unit_test(CON_07_a_legal_step_asks_for_legal_whoever_is_named),
        cmocka_unit_test(CON_12_roles_and_delegates),
        cmocka_unit_test(CON_12_room_for_one_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
