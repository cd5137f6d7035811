/* SPDX-License-Identifier: Apache-2.0
 * What an agent and a store may agree upon, and who is credited with how much.
 */
#include "promise.h"
#include "referral.h"

#include "lead.h"
#include "sample.h"

static const int64_t NOON_US = 1770000000LL * 1000000, DAY_US = 86400LL * 1000000;

static void test_LEA_31_every_row_of_the_lifecycle_can_be_walked(void **state)
{
    (void)state;
    struct error error = {0};
    for (size_t i = 0; i < referral_lifecycle.n; i++) {
        const struct transition *row = &referral_lifecycle.rows[i];
        Referral referral = REFERRAL__INIT;
        referral.state = REFERRAL__STATE__OPEN;
        assert_int_equal(referral_step(&referral, row->verb, &error), STATUS_OK);
        assert_string_equal(
            protobuf_c_enum_descriptor_get_value(&referral__state__descriptor, referral.state)->name, row->to);
        assert_int_equal(referral_step(&referral, "cancel", &error), STATUS_FAILED_PRECONDITION);
    }
}

static void test_LEA_31_a_store_expects_people_at_a_time(void **state)
{
    (void)state;
    Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    static const struct {
        Channel to;
        const char *team, *local;
        bool at;
        const char *wrong;
    } rows[] = {
        {CHANNEL__STORE, "/hq/stores/1/", "2026-11-24T15:30", false, NULL},
        {CHANNEL__STORE, "/hq/stores/1/", NULL, true, NULL},
        {CHANNEL__WEB, NULL, NULL, false, NULL},
        {CHANNEL__WEB, NULL, NULL, true, NULL},
        {CHANNEL__PHONE, NULL, NULL, true, "to_channel"},
        {CHANNEL__STORE, NULL, NULL, true, "team_path"},
        {CHANNEL__WEB, "/hq/stores/1/", NULL, true, "team_path"},
        {CHANNEL__STORE, "/hq/stores/1/", NULL, false, "at"},
        {CHANNEL__STORE, "/hq/stores/1/", "2026-11-24T15:30", true, "at"},
        {CHANNEL__STORE, "/hq/stores/1/", "2026-02-30T15:30", false, "local"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        ReferLeadRequest in = REFER_LEAD_REQUEST__INIT;
        in.to_channel = rows[i].to, in.team_path = rows[i].team, in.local = rows[i].local;
        in.at = rows[i].at ? &at : NULL;
        assert_int_equal(referral_check(&in, &error), rows[i].wrong ? STATUS_INVALID_ARGUMENT : STATUS_OK);
        assert_string_equal(error.field, rows[i].wrong ? rows[i].wrong : "");
    }
}

static void test_LEA_31_an_appointment_lies_ahead(void **state)
{
    (void)state;
    ReferLeadRequest in = REFER_LEAD_REQUEST__INIT;
    struct error error = {0};
    assert_int_equal(promise_check_time(in.local, NOON_US + 1, NOON_US, &error), STATUS_OK);
    assert_int_equal(promise_check_time(in.local, NOON_US + 366 * DAY_US, NOON_US, &error), STATUS_OK);
    assert_int_equal(promise_check_time(in.local, NOON_US, NOON_US, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(promise_check_time(in.local, NOON_US + 366 * DAY_US + 1, NOON_US, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "at");
}

static void test_LEA_31_the_credit_is_split_to_the_last_point(void **state)
{
    (void)state;
    ReferLeadRequest in = REFER_LEAD_REQUEST__INIT;
    Referral referral = REFERRAL__INIT;
    referral_split(&in, &referral);
    assert_int_equal(referral.agent_points, 5000);
    in.has_agent_points = true;
    for (in.agent_points = 0; in.agent_points <= REFERRAL_POINTS; in.agent_points += 3333) {
        referral_split(&in, &referral);
        assert_int_equal(referral.agent_points, in.agent_points);
        assert_int_equal(referral.agent_points + referral.receiver_points, REFERRAL_POINTS);
    }
}

static void test_LEA_31_the_lead_rests_while_the_customer_is_on_his_way(void **state)
{
    (void)state;
    Referral referral = REFERRAL__INIT;
    Lead lead = LEAD__INIT;
    referral.lapses_at = lead_time(arena, NOON_US + 5 * DAY_US);
    lead.recycle_at = lead_time(arena, NOON_US + DAY_US);
    lead.recycle_warned = true;
    referral_put_off(&referral, &lead);
    assert_int_equal(lead_us(lead.next_contact_at), NOON_US + 5 * DAY_US);
    assert_int_equal(lead_us(lead.recycle_at), NOON_US + 5 * DAY_US);
    assert_false(lead.recycle_warned);
    lead.recycle_at = lead_time(arena, NOON_US + 9 * DAY_US);
    lead.recycle_warned = true;
    referral_put_off(&referral, &lead);
    assert_int_equal(lead_us(lead.recycle_at), NOON_US + 9 * DAY_US);
    assert_true(lead.recycle_warned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_LEA_31_every_row_of_the_lifecycle_can_be_walked),
        cmocka_unit_test(test_LEA_31_a_store_expects_people_at_a_time),
        cmocka_unit_test(test_LEA_31_an_appointment_lies_ahead),
        cmocka_unit_test(test_LEA_31_the_credit_is_split_to_the_last_point),
        cmocka_unit_test_setup_teardown(test_LEA_31_the_lead_rests_while_the_customer_is_on_his_way, make_arena,
                                        drop_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
