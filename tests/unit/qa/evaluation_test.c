/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "qa/coaching.h"
#include "qa/evaluation.h"
#include "qa/violation.h"

static const char agent[] = "0190a000-0000-7000-8000-00000000000a";
static const char inspector[] = "0190a000-0000-7000-8000-00000000000b";
static const char manager[] = "0190a000-0000-7000-8000-00000000000c";

static Evaluation in_state(Evaluation__State state)
{
    Evaluation evaluation = EVALUATION__INIT;
    evaluation.state = state;
    evaluation.agent_id = agent;
    evaluation.evaluator_id = inspector;
    return evaluation;
}

static void assert_moves(Evaluation__State from, const char *verb, Evaluation__State to)
{
    struct error error;
    Evaluation evaluation = in_state(from);
    assert_int_equal(evaluation_move(&evaluation, verb, &error), STATUS_OK);
    assert_int_equal(evaluation.state, to);
}

static void QA_07_the_ways_of_an_evaluation(void **unused)
{
    (void)unused;
    assert_moves(EVALUATION__STATE__ASSIGNED, "start", EVALUATION__STATE__IN_PROGRESS);
    assert_moves(EVALUATION__STATE__IN_PROGRESS, "save", EVALUATION__STATE__IN_PROGRESS);
    assert_moves(EVALUATION__STATE__ASSIGNED, "assign", EVALUATION__STATE__ASSIGNED);
    assert_moves(EVALUATION__STATE__IN_PROGRESS, "assign", EVALUATION__STATE__ASSIGNED);
    assert_moves(EVALUATION__STATE__IN_PROGRESS, "submit", EVALUATION__STATE__SUBMITTED);
    assert_moves(EVALUATION__STATE__SUBMITTED, "acknowledge", EVALUATION__STATE__ACKNOWLEDGED);
    assert_moves(EVALUATION__STATE__SUBMITTED, "lapse", EVALUATION__STATE__ACKNOWLEDGED);
    assert_moves(EVALUATION__STATE__SUBMITTED, "appeal", EVALUATION__STATE__APPEALED);
    assert_moves(EVALUATION__STATE__APPEALED, "uphold", EVALUATION__STATE__UPHELD);
    assert_moves(EVALUATION__STATE__APPEALED, "revise", EVALUATION__STATE__REVISED);
}

static void QA_07_there_are_no_others(void **unused)
{
    (void)unused;
    static const struct { Evaluation__State from; const char *verb; } none[] = {
        {EVALUATION__STATE__ASSIGNED, "submit"},     {EVALUATION__STATE__ASSIGNED, "acknowledge"},
        {EVALUATION__STATE__IN_PROGRESS, "start"},   {EVALUATION__STATE__IN_PROGRESS, "appeal"},
        {EVALUATION__STATE__SUBMITTED, "assign"},    {EVALUATION__STATE__SUBMITTED, "save"},
        {EVALUATION__STATE__SUBMITTED, "uphold"},
        {EVALUATION__STATE__SUBMITTED, "revise"},    {EVALUATION__STATE__ACKNOWLEDGED, "appeal"},
        {EVALUATION__STATE__APPEALED, "lapse"},      {EVALUATION__STATE__APPEALED, "acknowledge"},
        {EVALUATION__STATE__UPHELD, "appeal"},       {EVALUATION__STATE__REVISED, "revise"}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct error error;
        Evaluation evaluation = in_state(none[i].from);
        assert_int_equal(evaluation_move(&evaluation, none[i].verb, &error), STATUS_FAILED_PRECONDITION);
        assert_string_equal(error.reason, "WRONG_STATE");
        assert_int_equal(evaluation.state, none[i].from);
    }
}

static void assert_denied(enum status status, const struct error *error, const char *reason)
{
    assert_int_equal(status, STATUS_PERMISSION_DENIED);
    assert_string_equal(error->reason, reason);
}

static void QA_07_who_may_take_one_up(void **unused)
{
    (void)unused;
    struct error error;
    Evaluation evaluation = in_state(EVALUATION__STATE__ASSIGNED);
    assert_int_equal(evaluation_may_start(&evaluation, inspector, &error), STATUS_OK);
    assert_denied(evaluation_may_start(&evaluation, manager, &error), &error, "ASSIGNED_TO_ANOTHER");
    assert_denied(evaluation_may_start(&evaluation, agent, &error), &error, "SEPARATION_OF_DUTIES");
    evaluation.evaluator_id = NULL;
    assert_int_equal(evaluation_may_start(&evaluation, manager, &error), STATUS_OK);
    assert_denied(evaluation_may_start(&evaluation, agent, &error), &error, "SEPARATION_OF_DUTIES");
    assert_denied(evaluation_may_answer(&evaluation, manager, &error), &error, "NOT_THE_EVALUATOR");
}

static void QA_07_who_may_answer_reply_and_review(void **unused)
{
    (void)unused;
    struct error error;
    Evaluation evaluation = in_state(EVALUATION__STATE__APPEALED);
    assert_int_equal(evaluation_may_answer(&evaluation, inspector, &error), STATUS_OK);
    assert_denied(evaluation_may_answer(&evaluation, manager, &error), &error, "NOT_THE_EVALUATOR");
    assert_int_equal(evaluation_may_reply(&evaluation, agent, &error), STATUS_OK);
    assert_denied(evaluation_may_reply(&evaluation, inspector, &error), &error, "NOT_THE_AGENT");
    assert_int_equal(evaluation_may_review(&evaluation, manager, &error), STATUS_OK);
    assert_denied(evaluation_may_review(&evaluation, inspector, &error), &error, "SEPARATION_OF_DUTIES");
    assert_denied(evaluation_may_review(&evaluation, agent, &error), &error, "SEPARATION_OF_DUTIES");
}

static void QA_09_a_violation_is_confirmed_or_dismissed_once(void **unused)
{
    (void)unused;
    static const struct { const char *verb; QaViolation__State to; } ways[] = {
        {"confirm", QA_VIOLATION__STATE__CONFIRMED}, {"dismiss", QA_VIOLATION__STATE__DISMISSED}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct error error;
        QaViolation violation = QA_VIOLATION__INIT;
        violation.state = QA_VIOLATION__STATE__RAISED;
        assert_int_equal(violation_move(&violation, ways[i].verb, &error), STATUS_OK);
        assert_int_equal(violation.state, ways[i].to);
        assert_int_equal(violation_move(&violation, "confirm", &error), STATUS_FAILED_PRECONDITION);
        assert_int_equal(violation_move(&violation, "dismiss", &error), STATUS_FAILED_PRECONDITION);
    }
}

static void QA_06_a_coaching_item_is_finished_then_rechecked(void **unused)
{
    (void)unused;
    struct error error;
    CoachingItem item = COACHING_ITEM__INIT;
    item.state = COACHING_ITEM__STATE__OPEN;
    item.owner_id = manager;
    assert_denied(coaching_may_finish(&item, agent, &error), &error, "NOT_THE_OWNER");
    assert_int_equal(coaching_may_finish(&item, manager, &error), STATUS_OK);
    assert_int_equal(coaching_move(&item, "recheck", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(coaching_move(&item, "finish", &error), STATUS_OK);
    assert_int_equal(coaching_move(&item, "finish", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(coaching_move(&item, "recheck", &error), STATUS_OK);
    assert_int_equal(item.state, COACHING_ITEM__STATE__RECHECKED);
}

static void QA_06_only_a_later_call_of_his_own_shows_what_came_of_it(void **unused)
{
    (void)unused;
    struct error error;
    CoachingItem item = COACHING_ITEM__INIT;
    Google__Protobuf__Timestamp done = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    item.agent_id = agent;
    assert_int_equal(coaching_is_shown_by(&item, agent, 1, &error), STATUS_FAILED_PRECONDITION);
    done.seconds = 1000;
    done.nanos = 5000;
    item.done_at = &done;
    assert_int_equal(coaching_is_shown_by(&item, agent, 1000000006, &error), STATUS_OK);
    assert_int_equal(coaching_is_shown_by(&item, agent, 1000000005, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "NOT_LATER");
    assert_int_equal(coaching_is_shown_by(&item, manager, 1000000006, &error), STATUS_FAILED_PRECONDITION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(QA_07_the_ways_of_an_evaluation),
        cmocka_unit_test(QA_07_there_are_no_others),
        cmocka_unit_test(QA_07_who_may_take_one_up),
        cmocka_unit_test(QA_07_who_may_answer_reply_and_review),
        cmocka_unit_test(QA_06_a_coaching_item_is_finished_then_rechecked),
        cmocka_unit_test(QA_06_only_a_later_call_of_his_own_shows_what_came_of_it),
        cmocka_unit_test(QA_09_a_violation_is_confirmed_or_dismissed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
