/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aftersales/survey.h"

static void assert_rows(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type)
{
    for (size_t i = 0; i < lifecycle->n; i++) {
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(type, lifecycle->rows[i].from));
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(type, lifecycle->rows[i].to));
    }
}

static Survey answered(uint32_t function, uint32_t performance, uint32_t service_quality, uint32_t support)
{
    Survey survey = SURVEY__INIT;
    survey.state = SURVEY__STATE__ANSWERED;
    survey.function = function;
    survey.performance = performance;
    survey.service_quality = service_quality;
    survey.support = support;
    return survey;
}

static void assert_moves(Survey__State from, const char *verb, int to)
{
    struct error error;
    Survey survey = SURVEY__INIT;
    survey.state = from;
    assert_int_equal(survey_move(&survey, verb, &error), to ? STATUS_OK : STATUS_FAILED_PRECONDITION);
    assert_int_equal(survey.state, to ? to : (int)from);
}

static void AFT_08_a_survey_is_sent_before_it_is_answered(void **unused)
{
    (void)unused;
    assert_moves(SURVEY__STATE__SCHEDULED, "answer", 0);
    assert_moves(SURVEY__STATE__SCHEDULED, "send", SURVEY__STATE__SENT);
    assert_moves(SURVEY__STATE__SENT, "open", SURVEY__STATE__OPENED);
    assert_moves(SURVEY__STATE__SENT, "answer", SURVEY__STATE__ANSWERED);
    assert_moves(SURVEY__STATE__OPENED, "answer", SURVEY__STATE__ANSWERED);
    assert_moves(SURVEY__STATE__OPENED, "expire", SURVEY__STATE__EXPIRED);
    assert_moves(SURVEY__STATE__SENT, "refuse", SURVEY__STATE__REFUSED);
}

static void what_has_ended_stays_so(void **unused)
{
    (void)unused;
    static const Survey__State ends[] = {SURVEY__STATE__ANSWERED, SURVEY__STATE__EXPIRED, SURVEY__STATE__REFUSED};
    static const char *const verbs[] = {"send", "open", "answer", "refuse", "expire"};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 5; k++)
            assert_moves(ends[i], verbs[k], 0);
}

static void AFT_13_an_improvement_goes_step_by_step(void **unused)
{
    (void)unused;
    static const char *const verbs[] = {"commit", "finish", "inform", "check"};
    struct error error;
    Improvement improvement = IMPROVEMENT__INIT;
    improvement.state = IMPROVEMENT__STATE__OPEN;
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < 4; k++)
            if (k != i)
                assert_int_equal(improvement_move(&improvement, verbs[k], &error), STATUS_FAILED_PRECONDITION);
        assert_int_equal(improvement_move(&improvement, verbs[i], &error), STATUS_OK);
    }
    assert_int_equal(improvement.state, IMPROVEMENT__STATE__EFFECT_CHECKED);
}

static void AFT_13_low_scores_are_found(void **unused)
{
    (void)unused;
    Improvement__Dimension low[SURVEY_DIMENSIONS];
    Survey survey = answered(1, 3, 2, 5), silent = SURVEY__INIT;
    assert_int_equal(survey_low(&survey, 2, low), 2);
    assert_int_equal(low[0], IMPROVEMENT__DIMENSION__FUNCTION);
    assert_int_equal(low[1], IMPROVEMENT__DIMENSION__SERVICE_QUALITY);
    assert_int_equal(survey_low(&survey, 4, low), 3);
    assert_int_equal(survey_low(&silent, 4, low), 0);
}

static void AFT_13_a_measure_has_an_effect_when_the_score_is_low_no_more(void **unused)
{
    (void)unused;
    Improvement improvement = IMPROVEMENT__INIT;
    Survey better = answered(5, 3, 1, 1), as_before = answered(5, 2, 5, 5);
    improvement.dimension = IMPROVEMENT__DIMENSION__PERFORMANCE;
    improvement_measure(&improvement, &better, 2);
    assert_true(improvement.effective);
    assert_int_equal(improvement.score_after, 3);
    improvement_measure(&improvement, &as_before, 2);
    assert_false(improvement.effective);
}

static void every_row_names_known_states(void **unused)
{
    (void)unused;
    assert_rows(&survey_lifecycle, &survey__state__descriptor);
    assert_rows(&improvement_lifecycle, &improvement__state__descriptor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_08_a_survey_is_sent_before_it_is_answered),
        cmocka_unit_test(what_has_ended_stays_so),
        cmocka_unit_test(AFT_13_an_improvement_goes_step_by_step),
        cmocka_unit_test(AFT_13_low_scores_are_found),
        cmocka_unit_test(AFT_13_a_measure_has_an_effect_when_the_score_is_low_no_more),
        cmocka_unit_test(every_row_names_known_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
