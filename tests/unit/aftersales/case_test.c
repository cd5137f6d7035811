/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aftersales/case.h"

static void assert_rows(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type)
{
    for (size_t i = 0; i < lifecycle->n; i++) {
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(type, lifecycle->rows[i].from));
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(type, lifecycle->rows[i].to));
    }
}

static void assert_goes(Case *case_file, const char *verb, int to)
{
    struct error error;
    int from = (int)case_file->state;
    assert_int_equal(case_move(case_file, verb, &error), to ? STATUS_OK : STATUS_FAILED_PRECONDITION);
    assert_int_equal(case_file->state, to ? to : from);
}

static void AFT_22_no_case_is_closed_before_the_customer_is_told(void **unused)
{
    (void)unused;
    Case case_file = CASE__INIT;
    case_file.state = CASE__STATE__RECEIVED;
    static const struct {
        const char *verb;
        Case__State to;
    } way[] = {{"acknowledge", CASE__STATE__ACKNOWLEDGED}, {"investigate", CASE__STATE__INVESTIGATING},
               {"find", CASE__STATE__INVESTIGATING},       {"propose", CASE__STATE__PROPOSED},
               {"act", CASE__STATE__ACTING},               {"resolve", CASE__STATE__ACTING},
               {"feedback", CASE__STATE__FEEDBACK_GIVEN}};
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        assert_goes(&case_file, "close", 0);
        assert_goes(&case_file, way[i].verb, (int)way[i].to);
    }
    assert_goes(&case_file, "close", CASE__STATE__CLOSED);
    assert_goes(&case_file, "reopen", CASE__STATE__REOPENED);
    assert_goes(&case_file, "close", 0);
    assert_goes(&case_file, "investigate", CASE__STATE__INVESTIGATING);
}

static void AFT_24_waiting_leads_back_to_where_it_was(void **unused)
{
    (void)unused;
    static const Case__State from[] = {CASE__STATE__INVESTIGATING, CASE__STATE__PROPOSED, CASE__STATE__ACTING};
    for (size_t i = 0; i < 3; i++) {
        Case case_file = CASE__INIT;
        case_file.state = from[i];
        assert_goes(&case_file, "resume", 0);
        assert_true(case_clocks_run(&case_file));
        assert_goes(&case_file, "wait", CASE__STATE__WAITING_CUSTOMER);
        assert_false(case_clocks_run(&case_file));
        assert_true(case_file.has_waiting_from);
        assert_goes(&case_file, "resume", (int)from[i]);
        assert_false(case_file.has_waiting_from);
    }
}

static void AFT_20_a_rejected_case_is_over(void **unused)
{
    (void)unused;
    Case case_file = CASE__INIT;
    case_file.state = CASE__STATE__ACKNOWLEDGED;
    assert_goes(&case_file, "reject", CASE__STATE__REJECTED);
    assert_goes(&case_file, "investigate", 0);
    assert_goes(&case_file, "reopen", 0);
    assert_false(case_clocks_run(&case_file));
}

static void AFT_21_steps_ask_for_what_came_before(void **unused)
{
    (void)unused;
    struct error error;
    Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    Case case_file = CASE__INIT;
    assert_int_equal(case_may_propose(&case_file, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NO_FINDING");
    case_file.finding = "sealed";
    assert_int_equal(case_may_propose(&case_file, &error), STATUS_OK);
    assert_int_equal(case_may_resolve(&case_file, &error), STATUS_OK);
    assert_int_equal(case_may_give_feedback(&case_file, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NOT_RESOLVED");
    case_file.resolved_at = &at;
    assert_int_equal(case_may_give_feedback(&case_file, &error), STATUS_OK);
    assert_int_equal(case_may_resolve(&case_file, &error), STATUS_FAILED_PRECONDITION);
}

static void AFT_24_a_clock_is_due_later_by_what_was_waited(void **unused)
{
    (void)unused;
    assert_int_equal(clock_after_wait(100, 50, 80), 130);
    assert_int_equal(clock_after_wait(100, 50, 500), 550);
    assert_int_equal(clock_after_wait(50, 50, 80), 50);
    assert_int_equal(clock_after_wait(40, 50, 80), 40);
    assert_int_equal(clock_after_wait(100, 80, 70), 100);
}

static void AFT_24_each_clock_has_its_minutes(void **unused)
{
    (void)unused;
    SeverityClass severity = SEVERITY_CLASS__INIT;
    severity.ack_minutes = 1;
    severity.first_response_minutes = 2;
    severity.resolve_minutes = 3;
    assert_int_equal(clock_minutes(&severity, CASE_CLOCK__NAME__ACK), 1);
    assert_int_equal(clock_minutes(&severity, CASE_CLOCK__NAME__FIRST_RESPONSE), 2);
    assert_int_equal(clock_minutes(&severity, CASE_CLOCK__NAME__RESOLVE), 3);
}

static void AFT_23_prevention_is_verified_after_it_is_done(void **unused)
{
    (void)unused;
    struct error error;
    PreventiveAction action = PREVENTIVE_ACTION__INIT;
    action.state = PREVENTIVE_ACTION__STATE__OPEN;
    assert_int_equal(capa_move(&action, "verify", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(capa_move(&action, "finish", &error), STATUS_OK);
    assert_int_equal(capa_move(&action, "fail", &error), STATUS_OK);
    assert_int_equal(action.state, PREVENTIVE_ACTION__STATE__INEFFECTIVE);
    assert_int_equal(capa_move(&action, "verify", &error), STATUS_FAILED_PRECONDITION);
}

static void every_row_names_known_states(void **unused)
{
    (void)unused;
    assert_rows(&case_lifecycle, &case__state__descriptor);
    assert_rows(&capa_lifecycle, &preventive_action__state__descriptor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_22_no_case_is_closed_before_the_customer_is_told),
        cmocka_unit_test(AFT_24_waiting_leads_back_to_where_it_was),
        cmocka_unit_test(AFT_20_a_rejected_case_is_over),
        cmocka_unit_test(AFT_21_steps_ask_for_what_came_before),
        cmocka_unit_test(AFT_24_a_clock_is_due_later_by_what_was_waited),
        cmocka_unit_test(AFT_24_each_clock_has_its_minutes),
        cmocka_unit_test(AFT_23_prevention_is_verified_after_it_is_done),
        cmocka_unit_test(every_row_names_known_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
