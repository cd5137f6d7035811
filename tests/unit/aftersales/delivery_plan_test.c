/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aftersales/plan.h"

static void assert_rows(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type)
{
    for (size_t i = 0; i < lifecycle->n; i++) {
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(type, lifecycle->rows[i].from));
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(type, lifecycle->rows[i].to));
    }
}

static void assert_plan(DeliveryPlan__State from, const char *verb, DeliveryPlan__State to)
{
    struct error error;
    DeliveryPlan plan = DELIVERY_PLAN__INIT;
    plan.state = from;
    assert_int_equal(plan_move(&plan, verb, &error), STATUS_OK);
    assert_int_equal(plan.state, to);
}

static void assert_item(DeliveryItem__State from, const char *verb, DeliveryItem__State to)
{
    struct error error;
    DeliveryItem item = DELIVERY_ITEM__INIT;
    item.state = from;
    assert_int_equal(item_move(&item, verb, &error), STATUS_OK);
    assert_int_equal(item.state, to);
}

static void AFT_03_a_plan_is_confirmed_before_it_is_executed(void **unused)
{
    (void)unused;
    assert_plan(DELIVERY_PLAN__STATE__DRAFT, "propose", DELIVERY_PLAN__STATE__PROPOSED);
    assert_plan(DELIVERY_PLAN__STATE__PROPOSED, "request_change", DELIVERY_PLAN__STATE__CHANGE_REQUESTED);
    assert_plan(DELIVERY_PLAN__STATE__CHANGE_REQUESTED, "edit", DELIVERY_PLAN__STATE__DRAFT);
    assert_plan(DELIVERY_PLAN__STATE__PROPOSED, "confirm", DELIVERY_PLAN__STATE__CONFIRMED);
    assert_plan(DELIVERY_PLAN__STATE__CONFIRMED, "start", DELIVERY_PLAN__STATE__IN_PROGRESS);
    assert_plan(DELIVERY_PLAN__STATE__IN_PROGRESS, "complete", DELIVERY_PLAN__STATE__COMPLETED);
}

static void AFT_06_a_rejected_item_is_started_anew(void **unused)
{
    (void)unused;
    assert_item(DELIVERY_ITEM__STATE__PLANNED, "start", DELIVERY_ITEM__STATE__STARTED);
    assert_item(DELIVERY_ITEM__STATE__STARTED, "deliver", DELIVERY_ITEM__STATE__DELIVERED);
    assert_item(DELIVERY_ITEM__STATE__DELIVERED, "reject", DELIVERY_ITEM__STATE__REJECTED);
    assert_item(DELIVERY_ITEM__STATE__REJECTED, "start", DELIVERY_ITEM__STATE__STARTED);
    assert_item(DELIVERY_ITEM__STATE__DELIVERED, "accept", DELIVERY_ITEM__STATE__ACCEPTED);
}

static void CON_16_all_but_what_was_given_up_is_suspended(void **unused)
{
    (void)unused;
    struct error error;
    for (int state = DELIVERY_PLAN__STATE__DRAFT; state <= DELIVERY_PLAN__STATE__COMPLETED; state++)
        assert_plan((DeliveryPlan__State)state, "suspend", DELIVERY_PLAN__STATE__SUSPENDED);
    DeliveryPlan plan = DELIVERY_PLAN__INIT;
    plan.state = DELIVERY_PLAN__STATE__CANCELLED;
    assert_int_equal(plan_move(&plan, "suspend", &error), STATUS_FAILED_PRECONDITION);
}

static void what_is_not_in_the_table_is_refused(void **unused)
{
    (void)unused;
    static const struct {
        DeliveryPlan__State state;
        const char *verb;
    } rows[] = {{DELIVERY_PLAN__STATE__DRAFT, "confirm"},     {DELIVERY_PLAN__STATE__DRAFT, "start"},
                {DELIVERY_PLAN__STATE__PROPOSED, "start"},    {DELIVERY_PLAN__STATE__PROPOSED, "edit"},
                {DELIVERY_PLAN__STATE__CONFIRMED, "edit"},    {DELIVERY_PLAN__STATE__CONFIRMED, "confirm"},
                {DELIVERY_PLAN__STATE__SUSPENDED, "start"},   {DELIVERY_PLAN__STATE__SUSPENDED, "confirm"},
                {DELIVERY_PLAN__STATE__COMPLETED, "cancel"},  {DELIVERY_PLAN__STATE__CANCELLED, "edit"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error;
        DeliveryPlan plan = DELIVERY_PLAN__INIT;
        plan.state = rows[i].state;
        assert_int_equal(plan_move(&plan, rows[i].verb, &error), STATUS_FAILED_PRECONDITION);
        assert_string_equal(error.reason, "WRONG_STATE");
        assert_int_equal(plan.state, rows[i].state);
    }
}

static void every_row_names_known_states(void **unused)
{
    (void)unused;
    assert_rows(&plan_lifecycle, &delivery_plan__state__descriptor);
    assert_rows(&item_lifecycle, &delivery_item__state__descriptor);
}

static DeliveryItem whole(void)
{
    DeliveryItem item = DELIVERY_ITEM__INIT;
    item.id = "0190a000-0000-7000-8000-00000000000a";
    item.position = 1;
    item.state = DELIVERY_ITEM__STATE__PLANNED;
    item.due_on = "2026-02-28";
    item.content = "sealed";
    item.has_method = true;
    item.method = DELIVERY_ITEM__METHOD__ON_SITE;
    item.staff_id = "0190a000-0000-7000-8000-00000000000b";
    return item;
}

static void assert_lacks(const DeliveryItem *item, const char *what)
{
    struct error error;
    DeliveryItem copy = *item, *items[] = {&copy};
    assert_int_equal(plan_may_propose(items, 1, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "PLAN_INCOMPLETE");
    assert_non_null(strstr(error.message, what));
}

static void AFT_02_an_item_needs_time_content_method_and_staff(void **unused)
{
    (void)unused;
    struct error error;
    DeliveryItem item = whole(), *items[] = {&item};
    assert_int_equal(plan_may_propose(items, 1, &error), STATUS_OK);
    assert_int_equal(plan_may_propose(items, 0, &error), STATUS_FAILED_PRECONDITION);
    item = whole(), item.due_on = NULL;
    assert_lacks(&item, "time");
    item = whole(), item.content = NULL;
    assert_lacks(&item, "content");
    item = whole(), item.has_method = false;
    assert_lacks(&item, "method");
    item = whole(), item.staff_id = NULL;
    assert_lacks(&item, "staff");
}

static void AFT_01_lines_become_items_of_their_kind(void **unused)
{
    (void)unused;
    DeliveryItem__Kind kind;
    assert_true(item_kind_of_line("PRODUCT", &kind));
    assert_int_equal(kind, DELIVERY_ITEM__KIND__GOODS);
    assert_true(item_kind_of_line("INSTALLATION", &kind));
    assert_int_equal(kind, DELIVERY_ITEM__KIND__INSTALL);
    assert_true(item_kind_of_line("TRAINING", &kind));
    assert_int_equal(kind, DELIVERY_ITEM__KIND__TRAINING);
    assert_true(item_kind_of_line(NULL, &kind));
    assert_false(item_kind_of_line("SUPPORT", &kind));
}

static void AFT_06_only_what_is_not_delivered_is_late(void **unused)
{
    (void)unused;
    DeliveryPlan plan = DELIVERY_PLAN__INIT;
    DeliveryItem item = whole();
    plan.state = DELIVERY_PLAN__STATE__PROPOSED;
    assert_false(item_may_be_late(&plan, &item));
    plan.state = DELIVERY_PLAN__STATE__IN_PROGRESS;
    assert_true(item_may_be_late(&plan, &item));
    item.state = DELIVERY_ITEM__STATE__REJECTED;
    assert_true(item_may_be_late(&plan, &item));
    item.state = DELIVERY_ITEM__STATE__DELIVERED;
    assert_false(item_may_be_late(&plan, &item));
    item.state = DELIVERY_ITEM__STATE__STARTED, item.late = true;
    assert_false(item_may_be_late(&plan, &item));
}

static void AFT_03_a_link_shows_the_proposal_it_was_made_for(void **unused)
{
    (void)unused;
    struct error error;
    DeliveryPlan plan = DELIVERY_PLAN__INIT;
    plan.proposals = 2;
    plan.state = DELIVERY_PLAN__STATE__CONFIRMED;
    assert_int_equal(plan_shows(&plan, 2, &error), STATUS_OK);
    assert_int_equal(plan_shows(&plan, 1, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "LINK_REPLACED");
    plan.state = DELIVERY_PLAN__STATE__DRAFT;
    assert_int_equal(plan_shows(&plan, 2, &error), STATUS_FAILED_PRECONDITION);
}

static void items_are_counted_and_found(void **unused)
{
    (void)unused;
    DeliveryItem one = whole(), two = whole(), *items[] = {&one, &two};
    two.id = "0190a000-0000-7000-8000-00000000000c";
    assert_int_equal(items_outstanding(items, 2), 2);
    one.state = DELIVERY_ITEM__STATE__ACCEPTED;
    assert_int_equal(items_outstanding(items, 2), 1);
    assert_ptr_equal(item_find(items, 2, "0190A000-0000-7000-8000-00000000000C"), &two);
    assert_null(item_find(items, 2, "0190a000-0000-7000-8000-00000000000d"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_03_a_plan_is_confirmed_before_it_is_executed),
        cmocka_unit_test(AFT_06_a_rejected_item_is_started_anew),
        cmocka_unit_test(CON_16_all_but_what_was_given_up_is_suspended),
        cmocka_unit_test(what_is_not_in_the_table_is_refused),
        cmocka_unit_test(every_row_names_known_states),
        cmocka_unit_test(AFT_02_an_item_needs_time_content_method_and_staff),
        cmocka_unit_test(AFT_01_lines_become_items_of_their_kind),
        cmocka_unit_test(AFT_06_only_what_is_not_delivered_is_late),
        cmocka_unit_test(AFT_03_a_link_shows_the_proposal_it_was_made_for),
        cmocka_unit_test(items_are_counted_and_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
