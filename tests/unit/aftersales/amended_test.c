/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aftersales/amended.h"

static const DeliveryItem__State planned = DELIVERY_ITEM__STATE__PLANNED, started = DELIVERY_ITEM__STATE__STARTED,
                                 delivered = DELIVERY_ITEM__STATE__DELIVERED, accepted = DELIVERY_ITEM__STATE__ACCEPTED,
                                 rejected = DELIVERY_ITEM__STATE__REJECTED;

static DealObligation obligation(ContractObligation__Group group, const char *code, const char *due_on)
{
    DealObligation one = DEAL_OBLIGATION__INIT;
    one.has_group = true;
    one.group = group;
    one.code = code;
    one.due_on = due_on;
    return one;
}

static DeliveryItem item(const char *product, bool of_a_line, DeliveryItem__State state)
{
    DeliveryItem one = DELIVERY_ITEM__INIT;
    one.product = product;
    one.has_quantity = of_a_line;
    one.state = state;
    one.due_on = "2026-12-01";
    return one;
}

static void CON_16_days_move_what_is_owed_no_more_goes_and_what_is_delivered_stays(void **unused)
{
    (void)unused;
    DealObligation training = obligation(CONTRACT_OBLIGATION__GROUP__DELIVERY, "training", "2026-12-24"),
                   manuals = obligation(CONTRACT_OBLIGATION__GROUP__DELIVERY, "manuals", NULL),
                   support = obligation(CONTRACT_OBLIGATION__GROUP__SERVICE, "support", "2026-12-24"),
                   *obligations[] = {&training, &manuals, &support};
    const struct {
        const char *product;
        bool of_a_line;
        DeliveryItem__State state;
        enum item_change change;
    } cases[] = {
        {"training", false, planned, ITEM_MOVES},  {"training", true, started, ITEM_MOVES},
        {"training", false, rejected, ITEM_MOVES}, {"training", false, delivered, ITEM_STAYS},
        {"training", false, accepted, ITEM_STAYS}, {"manuals", false, planned, ITEM_STAYS},
        {"planner", true, planned, ITEM_STAYS},    {"workshop", false, planned, ITEM_GOES},
        {"workshop", false, started, ITEM_GOES},   {"workshop", false, delivered, ITEM_STAYS},
        {"support", false, planned, ITEM_GOES},    {NULL, false, planned, ITEM_STAYS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *due_on = NULL;
        DeliveryItem one = item(cases[i].product, cases[i].of_a_line, cases[i].state);
        assert_int_equal(item_amended(&one, obligations, 3, &due_on), cases[i].change);
        if (cases[i].change == ITEM_MOVES)
            assert_string_equal(due_on, "2026-12-24");
        else
            assert_null(due_on);
    }
    const char *due_on = NULL;
    DeliveryItem same = item("training", false, planned);
    same.due_on = "2026-12-24";
    assert_int_equal(item_amended(&same, obligations, 3, &due_on), ITEM_STAYS);
}

static void CON_16_a_delivery_that_no_item_stands_for_is_new(void **unused)
{
    (void)unused;
    DealObligation training = obligation(CONTRACT_OBLIGATION__GROUP__DELIVERY, "training", NULL),
                   support = obligation(CONTRACT_OBLIGATION__GROUP__SERVICE, "support", NULL);
    DeliveryItem planner = item("planner", true, planned), done = item("training", false, accepted),
                 by_hand = item(NULL, false, planned), *items[] = {&planner, &by_hand, &done};
    assert_true(obligation_is_new(&training, items, 2));
    assert_false(obligation_is_new(&training, items, 3));
    assert_false(obligation_is_new(&support, items, 2));
}

static void CON_16_the_customer_confirms_what_is_owed_anew(void **unused)
{
    (void)unused;
    static const struct {
        DeliveryPlan__State state;
        bool when_added, otherwise;
    } cases[] = {
        {DELIVERY_PLAN__STATE__DRAFT, false, false},     {DELIVERY_PLAN__STATE__PROPOSED, true, true},
        {DELIVERY_PLAN__STATE__CONFIRMED, true, false},  {DELIVERY_PLAN__STATE__IN_PROGRESS, true, false},
        {DELIVERY_PLAN__STATE__COMPLETED, true, false},  {DELIVERY_PLAN__STATE__CHANGE_REQUESTED, false, false},
        {DELIVERY_PLAN__STATE__SUSPENDED, false, false}, {DELIVERY_PLAN__STATE__CANCELLED, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error;
        DeliveryPlan plan = DELIVERY_PLAN__INIT;
        plan.state = cases[i].state;
        assert_int_equal(plan_needs_redraft(&plan, 1), cases[i].when_added);
        assert_int_equal(plan_needs_redraft(&plan, 0), cases[i].otherwise);
        if (cases[i].when_added)
            assert_int_equal(plan_move(&plan, "redraft", &error), STATUS_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_16_days_move_what_is_owed_no_more_goes_and_what_is_delivered_stays),
        cmocka_unit_test(CON_16_a_delivery_that_no_item_stands_for_is_new),
        cmocka_unit_test(CON_16_the_customer_confirms_what_is_owed_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
