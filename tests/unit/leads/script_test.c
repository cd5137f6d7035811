/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of a script, and who may say yes to it.
 */
#include "script.h"

#include "sample.h"

static void test_LEA_21_every_row_of_the_lifecycle_can_be_walked(void **state)
{
    (void)state;
    struct error error = {0};
    for (size_t i = 0; i < script_lifecycle.n; i++) {
        const struct transition *row = &script_lifecycle.rows[i];
        Script script = SCRIPT__INIT;
        script.state = protobuf_c_enum_descriptor_get_value_by_name(&script__state__descriptor, row->from)->value;
        assert_int_equal(script_step(&script, row->verb, NULL), STATUS_OK);
        const ProtobufCEnumValue *to = protobuf_c_enum_descriptor_get_value(&script__state__descriptor, script.state);
        assert_string_equal(to->name, row->to);
    }
    Script retired = SCRIPT__INIT;
    retired.state = SCRIPT__STATE__RETIRED;
    assert_int_equal(script_step(&retired, "publish", &error), STATUS_FAILED_PRECONDITION);
}

static void test_LEA_21_nobody_approves_his_own_text(void **state)
{
    (void)state;
    struct error error = {0};
    Script script = SCRIPT__INIT;
    script.author_id = "a";
    DecideScriptRequest in = DECIDE_SCRIPT_REQUEST__INIT;
    in.has_approved = true, in.approved = true;
    assert_int_equal(script_check_decision(&in, &script, "b", &error), STATUS_OK);
    assert_int_equal(script_check_decision(&in, &script, "a", &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "OWN_TEXT");
    in.approved = false;
    assert_int_equal(script_check_decision(&in, &script, "a", &error), STATUS_INVALID_ARGUMENT);
    in.remark = "too long";
    assert_int_equal(script_check_decision(&in, &script, "a", &error), STATUS_OK);
}

static void test_LEA_21_days_stand_the_right_way_round(void **state)
{
    (void)state;
    struct error error = {0};
    DraftScriptRequest in = DRAFT_SCRIPT_REQUEST__INIT;
    in.title = "Price", in.body = "It pays for itself.";
    in.valid_from = "2026-02-01", in.valid_until = "2026-02-01";
    assert_int_equal(script_check_draft(&in, NULL), STATUS_OK);
    in.valid_until = "2026-01-31";
    assert_int_equal(script_check_draft(&in, &error), STATUS_INVALID_ARGUMENT);
    in.valid_until = NULL, in.body = "  ";
    assert_int_equal(script_check_draft(&in, &error), STATUS_INVALID_ARGUMENT);
}

static void test_a_version_is_written_as_code_and_number(void **state)
{
    (void)state;
    char code[64];
    int64_t number;
    assert_true(script_version_read("opening@12", code, &number));
    assert_string_equal(code, "opening");
    assert_int_equal(number, 12);
    static const char *const wrong[] = {"opening", "@3", "opening@", "opening@0", "opening@3x", NULL};
    for (size_t i = 0; wrong[i]; i++)
        assert_false(script_version_read(wrong[i], code, &number));
    assert_false(script_version_read(NULL, code, &number));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_LEA_21_every_row_of_the_lifecycle_can_be_walked),
        cmocka_unit_test(test_LEA_21_nobody_approves_his_own_text),
        cmocka_unit_test(test_LEA_21_days_stand_the_right_way_round),
        cmocka_unit_test(test_a_version_is_written_as_code_and_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
