/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_first.h"
#include "target.h"

static struct error error;

static void INS_03_each_state_goes_where_the_table_says(void **unused)
{
    (void)unused;
    static const struct {
        Target__State from;
        const char *verb;
        int to; /* 0: refused */
    } cases[] = {
        {TARGET__STATE__DRAFT, "publish", TARGET__STATE__PUBLISHED},
        {TARGET__STATE__DRAFT, "acknowledge", 0},
        {TARGET__STATE__DRAFT, "revise", TARGET__STATE__DRAFT},
        {TARGET__STATE__PUBLISHED, "publish", 0},
        {TARGET__STATE__PUBLISHED, "acknowledge", TARGET__STATE__ACKNOWLEDGED},
        {TARGET__STATE__ACKNOWLEDGED, "acknowledge", 0},
        {TARGET__STATE__ACKNOWLEDGED, "revise", TARGET__STATE__PUBLISHED},
        {TARGET__STATE__ACKNOWLEDGED, "close", TARGET__STATE__CLOSED},
        {TARGET__STATE__CLOSED, "close", 0},
        {TARGET__STATE__CLOSED, "revise", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Target target = TARGET__INIT;
        target.state = cases[i].from;
        enum status status = target_step(&target, cases[i].verb, &error);
        assert_int_equal(status, cases[i].to ? STATUS_OK : STATUS_FAILED_PRECONDITION);
        assert_int_equal(target.state, cases[i].to ? cases[i].to : (int)cases[i].from);
    }
}

static Target sample(void)
{
    Target target = TARGET__INIT;
    target.metric = INSIGHT_METRIC__CODE__REVENUE;
    target.currency = "CNY";
    target.time_zone = "Asia/Shanghai";
    target.from = "2026-01-01";
    target.until = "2026-12-31";
    target.team_path = target.owner_path = "/hq/sales/";
    return target;
}

static void is_refused(const Target *part, const char *word)
{
    const Target whole = sample();
    assert_int_equal(target_is_part(&whole, part, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NOT_A_PART");
    assert_non_null(strstr(error.message, word));
}

static void INS_02_a_part_lies_within_the_whole(void **unused)
{
    (void)unused;
    const Target whole = sample();
    Target part = sample();
    part.until = "2026-03-31";
    part.team_path = NULL;
    part.user_id = "u1";
    part.owner_path = "/hq/sales/tele/~u1";
    assert_int_equal(target_is_part(&whole, &part, &error), STATUS_OK);
    part.until = "2027-01-01";
    is_refused(&part, "days");
    part = sample();
    part.owner_path = "/hq/service/";
    is_refused(&part, "team");
    part = sample();
    part.currency = "EUR";
    is_refused(&part, "currency");
    part = sample();
    part.metric = INSIGHT_METRIC__CODE__DEALS;
    is_refused(&part, "metric");
    part = sample();
    part.time_zone = "UTC";
    is_refused(&part, "zone");
}

static void INS_02_of_a_persons_target_only_shorter_ones_are_parts(void **unused)
{
    (void)unused;
    Target whole = sample(), part = sample();
    whole.team_path = NULL;
    whole.user_id = "u1";
    whole.owner_path = "/hq/sales/~u1";
    assert_int_equal(target_is_part(&whole, &part, &error), STATUS_FAILED_PRECONDITION);
    part.team_path = NULL;
    part.user_id = "u2";
    assert_int_equal(target_is_part(&whole, &part, &error), STATUS_FAILED_PRECONDITION);
    part.user_id = "u1";
    assert_int_equal(target_is_part(&whole, &part, &error), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(INS_03_each_state_goes_where_the_table_says),
        TEST(INS_02_a_part_lies_within_the_whole),
        TEST(INS_02_of_a_persons_target_only_shorter_ones_are_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
