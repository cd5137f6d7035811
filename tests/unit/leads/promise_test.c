/* SPDX-License-Identifier: Apache-2.0
 * Promises to ring, the steps of a plan, and what is proposed after a conversation.
 */
#include "promise.h"

#include "lead.h"
#include "proposal.h"
#include "sample.h"

static void test_LEA_29_every_row_of_the_lifecycle_can_be_walked(void **state)
{
    (void)state;
    struct error error = {0};
    for (size_t i = 0; i < callback_lifecycle.n; i++) {
        const struct transition *row = &callback_lifecycle.rows[i];
        Callback callback = CALLBACK__INIT;
        callback.state = protobuf_c_enum_descriptor_get_value_by_name(&callback__state__descriptor, row->from)->value;
        assert_int_equal(promise_step(&callback, row->verb, &error), STATUS_OK);
        assert_string_equal(
            protobuf_c_enum_descriptor_get_value(&callback__state__descriptor, callback.state)->name, row->to);
    }
    Callback done = CALLBACK__INIT;
    done.state = CALLBACK__STATE__DONE;
    assert_int_equal(promise_step(&done, "move", &error), STATUS_FAILED_PRECONDITION);
}

static void test_LEA_29_which_minutes_there_are(void **state)
{
    (void)state;
    static const struct {
        const char *local;
        bool good;
    } rows[] = {
        {"2026-11-24T15:30", true},  {"2028-02-29T00:00", true},  {"2026-02-29T00:00", false},
        {"2026-04-31T10:00", false}, {"2026-13-01T10:00", false}, {"2026-11-24T24:00", false},
        {"2026-11-24 15:30", false}, {"2026-11-24T15:3", false},  {"2026-11-24T15:3x", false},
        {"", false},                 {"2026-+1-24T15:30", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        enum status status = promise_check_when(rows[i].local, NULL, true, &error);
        if ((status == STATUS_OK) != rows[i].good)
            fail_msg("%s is %d", rows[i].local, status);
    }
    struct error error = {0};
    const Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    assert_int_equal(promise_check_when(NULL, NULL, false, &error), STATUS_OK);
    assert_int_equal(promise_check_when(NULL, NULL, true, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(promise_check_when(NULL, &at, true, &error), STATUS_OK);
    assert_int_equal(promise_check_when("2026-11-24T15:30", &at, false, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "at");
    const int64_t now = 1000000, day = 86400 * INT64_C(1000000);
    assert_int_equal(promise_check_time(NULL, now, now, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(promise_check_time(NULL, now + 1, now, &error), STATUS_OK);
    assert_int_equal(promise_check_time(NULL, now + 367 * day, now, &error), STATUS_INVALID_ARGUMENT);
}

static void test_LEA_17_steps_stand_in_order(void **state)
{
    (void)state;
    struct arena *room = arena_new();
    struct error error = {0};
    FollowUpStep first = FOLLOW_UP_STEP__INIT, second = FOLLOW_UP_STEP__INIT;
    FollowUpStep *steps[] = {&first, &second};
    PlanFollowUpsRequest in = PLAN_FOLLOW_UPS_REQUEST__INIT;
    in.steps = steps, in.n_steps = 2;
    first.channel = "PHONE", second.channel = "EMAIL";
    first.due_at = lead_time(room, 2000000), second.due_at = lead_time(room, 3000000);
    assert_int_equal(promise_check_steps(&in, 1000000, &error), STATUS_OK);
    assert_int_equal(promise_check_steps(&in, 2000000, &error), STATUS_INVALID_ARGUMENT);
    second.due_at = first.due_at;
    assert_int_equal(promise_check_steps(&in, 1000000, &error), STATUS_INVALID_ARGUMENT);
    second.due_at = lead_time(room, 3000000), second.channel = "PIGEON";
    assert_int_equal(promise_check_steps(&in, 1000000, &error), STATUS_INVALID_ARGUMENT);
    second.channel = "VISIT", second.goal = "ring 13812345678";
    assert_int_equal(promise_check_steps(&in, 1000000, &error), STATUS_INVALID_ARGUMENT);
    arena_free(room);
}

static void test_LEA_19_the_next_step_follows_from_the_conversation(void **state)
{
    (void)state;
    static const struct {
        struct impression seen;
        const char *step;
    } rows[] = {
        {{LEAD__STATE__WORKING, LEAD__INTENT__READY, 0, false, true, 1}, "QUALIFY"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__READY, 1, true, true, 1}, "HANDLE_OBJECTION"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__READY, 0, false, false, 1}, "CONTACT"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__CONSIDERING, 1, false, true, 1}, "QUALIFY"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__CONSIDERING, 0, false, true, 1}, "CONTACT"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__CONSIDERING, -1, false, true, 1}, "HANDLE_OBJECTION"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__VAGUE, 0, false, true, 1}, "NURTURE"},
        {{LEAD__STATE__NURTURING, LEAD__INTENT__VAGUE, 1, false, true, 1}, "CONTACT"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__NONE, -1, false, true, 2}, "NURTURE"},
        {{LEAD__STATE__WORKING, LEAD__INTENT__NONE, -1, true, true, 6}, "DISQUALIFY"},
        {{LEAD__STATE__QUALIFIED, LEAD__INTENT__READY, 0, false, true, 3}, "CONVERT"},
        {{LEAD__STATE__QUALIFIED, LEAD__INTENT__READY, -1, false, true, 3}, "HANDLE_OBJECTION"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(proposal_of(&rows[i].seen), rows[i].step);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_LEA_29_every_row_of_the_lifecycle_can_be_walked),
        cmocka_unit_test(test_LEA_29_which_minutes_there_are),
        cmocka_unit_test(test_LEA_17_steps_stand_in_order),
        cmocka_unit_test(test_LEA_19_the_next_step_follows_from_the_conversation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
