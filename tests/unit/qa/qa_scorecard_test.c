/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "qa/scorecard.h"

enum { N = 5 };

static QaCriterion criteria[N];
static QaCriterion *list[N];
static QaAnswer given[N];
static QaAnswer *answers[N];

/* language 30 of 5, audio 20 of 3, duration 10 of 2, announcement 15 fatal, objections 25 of 4 where there are any. */
static QaScorecard scorecard(void)
{
    static const struct { const char *code; QaCriterion__Dimension dimension; uint32_t weight, scale; } rows[N] = {
        {"language", QA_CRITERION__DIMENSION__LANGUAGE, 30, 5},
        {"audio", QA_CRITERION__DIMENSION__AUDIO_QUALITY, 20, 3},
        {"duration", QA_CRITERION__DIMENSION__DURATION, 10, 2},
        {"announcement", QA_CRITERION__DIMENSION__OWN, 15, 1},
        {"objections", QA_CRITERION__DIMENSION__OWN, 25, 4}};
    for (size_t i = 0; i < N; i++) {
        qa_criterion__init(&criteria[i]);
        criteria[i].code = rows[i].code;
        criteria[i].dimension = rows[i].dimension;
        criteria[i].weight = rows[i].weight;
        criteria[i].scale = rows[i].scale;
        list[i] = &criteria[i];
    }
    criteria[3].fatal = true;
    criteria[4].may_not_apply = true;
    QaScorecard card = QA_SCORECARD__INIT;
    card.criteria = list;
    card.n_criteria = N;
    return card;
}

/* Points for each; -1: not applicable. */
static void answer(int a, int b, int c, int d, int e)
{
    const int points[N] = {a, b, c, d, e};
    for (size_t i = 0; i < N; i++) {
        qa_answer__init(&given[i]);
        given[i].criterion = criteria[i].code;
        given[i].has_points = points[i] >= 0;
        given[i].points = points[i] >= 0 ? (uint32_t)points[i] : 0;
        given[i].not_applicable = points[i] < 0;
        answers[i] = &given[i];
    }
}

static uint32_t score(int a, int b, int c, int d, int e)
{
    struct error error;
    struct qa_score score;
    QaScorecard card = scorecard();
    answer(a, b, c, d, e);
    assert_int_equal(answers_check(&card, answers, N, &error), STATUS_OK);
    assert_int_equal(score_of(&card, answers, N, &score, &error), STATUS_OK);
    return score.hundredths;
}

static void QA_03_scores_are_exact_and_rounded_once(void **unused)
{
    (void)unused;
    assert_int_equal(score(5, 3, 2, 1, 4), 10000);
    assert_int_equal(score(0, 0, 0, 1, 0), 1500);
    assert_int_equal(score(5, 1, 2, 1, 1), 6792);  /* 67.91666… */
    assert_int_equal(score(5, 2, 2, 1, 4), 9333);  /* 93.33… */
    assert_int_equal(score(5, 1, 2, 1, 4), 8667);  /* 86.66… */
    assert_int_equal(score(1, 0, 0, 1, -1), 2800); /* 21 of 75 */
    assert_int_equal(score(5, 1, 1, 1, -1), 7556); /* 56.66… of 75 */
}

static void QA_03_half_a_hundredth_is_rounded_up(void **unused)
{
    (void)unused;
    struct error error;
    struct qa_score score;
    QaScorecard card = scorecard();
    /* 1 of 8 at weight 1 of 100: 0.125, which is 12.5 hundredths */
    static const uint32_t weights[N] = {1, 99, 0, 0, 0};
    for (size_t i = 0; i < N; i++)
        criteria[i].weight = weights[i];
    criteria[0].scale = 8;
    answer(1, 0, 0, 1, 0);
    assert_int_equal(score_of(&card, answers, N, &score, &error), STATUS_OK);
    assert_int_equal(score.hundredths, 13);
}

static void QA_09_a_fatal_criterion_without_points_takes_it_all(void **unused)
{
    (void)unused;
    struct error error;
    struct qa_score score;
    QaScorecard card = scorecard();
    answer(5, 3, 2, 0, 4);
    assert_int_equal(score_of(&card, answers, N, &score, &error), STATUS_OK);
    assert_int_equal(score.hundredths, 0);
    assert_int_equal(score.n_fatal, 1);
    assert_string_equal(score.fatal[0], "announcement");
}

static void QA_03_every_criterion_wants_an_answer(void **unused)
{
    (void)unused;
    struct error error;
    struct qa_score score;
    QaScorecard card = scorecard();
    answer(5, 3, 2, 1, 4);
    assert_int_equal(score_of(&card, answers, N - 2, &score, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "UNANSWERED");
    assert_non_null(strstr(error.message, "2 criteria have no answer: announcement, objections"));
    for (size_t i = 0; i < N; i++)
        criteria[i].weight = i == 4 ? 100 : 0;
    answer(5, 3, 2, 1, -1);
    assert_int_equal(score_of(&card, answers, N, &score, &error), STATUS_FAILED_PRECONDITION);
}

static void assert_bad(const QaScorecard *card, const char *what)
{
    struct error error;
    assert_int_equal(answers_check(card, answers, N, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "answers");
    assert_non_null(strstr(error.message, what));
}

static void QA_03_what_is_no_answer(void **unused)
{
    (void)unused;
    QaScorecard card = scorecard();
    answer(6, 3, 2, 1, 4);
    assert_bad(&card, "more points");
    answer(5, -1, 2, 1, 4);
    assert_bad(&card, "always applies");
    answer(5, 3, 2, 1, 4);
    given[0].has_points = false;
    assert_bad(&card, "either points");
    answer(5, 3, 2, 1, 4);
    given[4].not_applicable = true;
    assert_bad(&card, "either points");
    answer(5, 3, 2, 1, 4);
    given[1].criterion = "language";
    assert_bad(&card, "twice");
    given[1].criterion = "charm";
    assert_bad(&card, "no criterion");
}

static void QA_03_what_may_be_published(void **unused)
{
    (void)unused;
    struct error error;
    QaScorecard card = scorecard();
    assert_int_equal(scorecard_check(&card, &error), STATUS_OK);
    criteria[4].weight = 24;
    assert_int_equal(scorecard_check(&card, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "WEIGHTS");
    criteria[4].weight = 25;
    criteria[1].dimension = QA_CRITERION__DIMENSION__OWN;
    assert_int_equal(scorecard_check(&card, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "DIMENSIONS");
    assert_non_null(strstr(error.message, "AUDIO_QUALITY"));
}

static void QA_03_what_is_no_criterion(void **unused)
{
    (void)unused;
    struct error error;
    QaAnchor anchor = QA_ANCHOR__INIT, *anchors[] = {&anchor};
    scorecard();
    assert_int_equal(criteria_check(list, N, &error), STATUS_OK);
    criteria[2].anchors = anchors;
    criteria[2].n_anchors = 1;
    anchor.points = 2;
    assert_int_equal(criteria_check(list, N, &error), STATUS_OK);
    anchor.points = 3;
    assert_int_equal(criteria_check(list, N, &error), STATUS_INVALID_ARGUMENT);
    anchor.points = 0;
    criteria[4].code = "audio";
    assert_int_equal(criteria_check(list, N, &error), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "twice"));
}

static void QA_03_a_published_scorecard_only_retires(void **unused)
{
    (void)unused;
    struct error error;
    QaScorecard card = scorecard();
    card.state = QA_SCORECARD__STATE__DRAFT;
    assert_int_equal(scorecard_move(&card, "retire", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(scorecard_move(&card, "revise", &error), STATUS_OK);
    assert_int_equal(scorecard_move(&card, "publish", &error), STATUS_OK);
    assert_int_equal(scorecard_move(&card, "revise", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(scorecard_move(&card, "publish", &error), STATUS_FAILED_PRECONDITION);
    assert_int_equal(scorecard_move(&card, "retire", &error), STATUS_OK);
    assert_int_equal(card.state, QA_SCORECARD__STATE__RETIRED);
    assert_int_equal(scorecard_move(&card, "publish", &error), STATUS_FAILED_PRECONDITION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(QA_03_scores_are_exact_and_rounded_once),
        cmocka_unit_test(QA_03_half_a_hundredth_is_rounded_up),
        cmocka_unit_test(QA_09_a_fatal_criterion_without_points_takes_it_all),
        cmocka_unit_test(QA_03_every_criterion_wants_an_answer),
        cmocka_unit_test(QA_03_what_is_no_answer),
        cmocka_unit_test(QA_03_what_may_be_published),
        cmocka_unit_test(QA_03_what_is_no_criterion),
        cmocka_unit_test(QA_03_a_published_scorecard_only_retires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
