/* SPDX-License-Identifier: Apache-2.0
 * Asking customers how satisfied they are: scheduling, sending, taking the answer.
 */
#ifndef AFTERSALES_ASKING_H
#define AFTERSALES_ASKING_H

#include "held.h"
#include "survey.h"

/* What a survey is about; strings are the call's. */
struct survey_subject {
    Survey__Trigger trigger;
    const char *plan_id, *contract_id, *customer_id, *owner_id, *owner_path, *improvement_id;
};

/* Schedules a survey for `due_us`: survey.scheduled, and a job. `ret_survey` may be NULL; the call's. */
enum status survey_schedule(struct call *call, const struct survey_subject *subject, int64_t due_us,
                            Survey **ret_survey) MUST_CHECK;

/* The one after `survey`, which was answered or expired: in SURVEY_MONTHS. None after one that measures an improvement. */
enum status survey_schedule_next(struct call *call, const Survey *survey) MUST_CHECK;

/* Locks the one of `id`, at version `expected` (NULL: any), moved by `verb` (NULL: not). Its comment stays sealed. */
enum status survey_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                        Survey *ret_survey) MUST_CHECK;
enum status survey_save(struct call *call, Survey *survey) MUST_CHECK;

/* What the customer said; scores 1..5. */
struct survey_answers {
    Survey__Channel channel;
    uint32_t function, performance, service_quality, support;
    const char *comment; /* NULL: none */
};

/* Keeps the answers of a survey that has just been moved to ANSWERED: survey.answered, an improvement and
 * survey.low_score for each low dimension, improvement.effect_checked where it measures one; the next is scheduled. */
enum status survey_take(struct call *call, Survey *survey, const struct survey_answers *answers) MUST_CHECK;

/* Nothing waits for it any more: neither its sending nor its end. */
enum status survey_drop_jobs(struct call *call, const Survey *survey) MUST_CHECK;

/* Ends one that has just been moved to EXPIRED: saves it, drops its jobs, survey.expired. */
enum status survey_end(struct call *call, Survey *survey, const char *reason) MUST_CHECK;

/* Copy for a reply, opened. */
enum status survey_answer(struct call *call, const Survey *survey, Survey **ret_survey) MUST_CHECK;

#endif
