/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "opportunities/plan.h"

static PlanLine product_a, service_b;
static PlanLine *plan_lines[] = {&product_a, &service_b};
static PlanMilestone first, second;
static PlanMilestone *milestones[] = {&first, &second};
static AgreePlanRequest plan;
static struct error error;

/* Product A and service B, CNY 500,000 in two months, said on 1 March 2026 (OPP-08). */
static int set_up(void **unused)
{
    (void)unused;
    plan_line__init(&product_a);
    plan_line__init(&service_b);
    plan_milestone__init(&first);
    plan_milestone__init(&second);
    agree_plan_request__init(&plan);
    product_a.product_code = "product-a";
    service_b.product_code = "service-b";
    product_a.has_amount_minor = service_b.has_amount_minor = true;
    product_a.amount_minor = 40000000;
    service_b.amount_minor = 10000000;
    first.code = "demonstration";
    first.due_on = "2026-04-01";
    second.code = "offer";
    second.due_on = "2026-05-01";
    plan.has_target = true;
    plan.target = 50000000;
    plan.unit = "CNY";
    plan.deadline = "2026-05-01";
    plan.owner_id = "0190a000-0000-7000-8000-00000000000a";
    plan.team_target_ref = "tele-2026";
    plan.lines = plan_lines;
    plan.n_lines = 2;
    plan.milestones = milestones;
    plan.n_milestones = 2;
    memset(&error, 0, sizeof error);
    return 0;
}

static enum status judge(void)
{
    int64_t now_us;
    assert_true(time_parse("2026-03-01T09:00:00Z", &now_us));
    return plan_is_smart(&plan, "CNY", now_us, &error);
}

static void assert_refused(const char *field)
{
    assert_int_equal(judge(), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, field);
}

static void OPP_08_a_product_and_a_service_in_two_months_is_a_plan(void **unused)
{
    (void)unused;
    assert_int_equal(judge(), STATUS_OK);
}

static void OPP_07_a_plan_without_a_number_or_a_unit_is_refused(void **unused)
{
    (void)unused;
    plan.target = 0;
    assert_refused("target");
    plan.target = 50000000;
    plan.has_target = false;
    assert_refused("target");
    plan.has_target = true;
    plan.unit = "EUR";
    assert_refused("unit");
    plan.unit = NULL;
    assert_refused("unit");
}

static void OPP_07_a_count_is_a_unit_too(void **unused)
{
    (void)unused;
    plan.unit = "PIECES";
    plan.target = 12;
    plan.n_milestones = 0;
    assert_int_equal(judge(), STATUS_OK);
}

static void OPP_07_a_deadline_must_lie_ahead_and_within_three_years(void **unused)
{
    (void)unused;
    plan.n_milestones = 0;
    plan.deadline = "2026-03-01";
    assert_refused("deadline");
    plan.deadline = NULL;
    assert_refused("deadline");
    plan.deadline = "2029-03-02";
    assert_refused("deadline");
    plan.deadline = "2026-03-02";
    assert_int_equal(judge(), STATUS_OK);
}

static void OPP_07_owner_and_team_target_are_mandatory(void **unused)
{
    (void)unused;
    plan.team_target_ref = "";
    assert_refused("team_target_ref");
    plan.team_target_ref = "tele-2026";
    plan.owner_id = NULL;
    assert_refused("owner_id");
}

static enum status serves(const char *team_path, const char *user_id, bool is_over)
{
    Opportunity opportunity = OPPORTUNITY__INIT;
    struct team_target target = {team_path, user_id, is_over};
    opportunity.owner_id = "b";
    opportunity.owner_path = "/hq/sales/tele/~b";
    return plan_serves(&target, &opportunity, &error);
}

static void OPP_07_a_plan_serves_the_target_of_its_owner_or_of_a_team_above_him(void **unused)
{
    (void)unused;
    assert_int_equal(serves("/hq/sales/", NULL, false), STATUS_OK);
    assert_int_equal(serves("/hq/sales/tele/", NULL, false), STATUS_OK);
    assert_int_equal(serves(NULL, "b", false), STATUS_OK);
    assert_int_equal(serves("/hq/sales/field/", NULL, false), STATUS_INVALID_ARGUMENT);
    assert_int_equal(serves(NULL, "c", false), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "team_target_ref");
    assert_int_equal(serves("/hq/sales/", NULL, true), STATUS_INVALID_ARGUMENT);
}

static void OPP_07_a_code_is_a_target_where_targets_are_kept_elsewhere(void **unused)
{
    (void)unused;
    assert_int_equal(plan_may_name_code(true, &error), STATUS_OK);
    assert_int_equal(plan_may_name_code(false, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "team_target_ref");
}

static void OPP_06_lines_are_there_and_add_up(void **unused)
{
    (void)unused;
    service_b.amount_minor = 10000001;
    assert_refused("lines");
    service_b.has_amount_minor = false;
    assert_refused("lines");
    product_a.has_amount_minor = false;
    assert_int_equal(judge(), STATUS_OK);
    plan.n_lines = 0;
    assert_refused("lines");
}

static void OPP_06_amounts_beyond_64_bits_are_refused(void **unused)
{
    (void)unused;
    product_a.amount_minor = INT64_MAX;
    assert_refused("lines");
}

static void OPP_06_milestones_are_in_order_and_before_the_deadline(void **unused)
{
    (void)unused;
    second.due_on = "2026-03-31";
    assert_refused("milestones");
    second.due_on = "2026-05-02";
    assert_refused("milestones");
    second.due_on = "2026-05-01";
    second.has_target = true;
    second.target = 50000001;
    assert_refused("milestones");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(OPP_08_a_product_and_a_service_in_two_months_is_a_plan, set_up),
        cmocka_unit_test_setup(OPP_07_a_plan_without_a_number_or_a_unit_is_refused, set_up),
        cmocka_unit_test_setup(OPP_07_a_count_is_a_unit_too, set_up),
        cmocka_unit_test_setup(OPP_07_a_deadline_must_lie_ahead_and_within_three_years, set_up),
        cmocka_unit_test_setup(OPP_07_owner_and_team_target_are_mandatory, set_up),
        cmocka_unit_test(OPP_07_a_plan_serves_the_target_of_its_owner_or_of_a_team_above_him),
        cmocka_unit_test(OPP_07_a_code_is_a_target_where_targets_are_kept_elsewhere),
        cmocka_unit_test_setup(OPP_06_lines_are_there_and_add_up, set_up),
        cmocka_unit_test_setup(OPP_06_amounts_beyond_64_bits_are_refused, set_up),
        cmocka_unit_test_setup(OPP_06_milestones_are_in_order_and_before_the_deadline, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
