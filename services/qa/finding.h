/* SPDX-License-Identifier: Apache-2.0
 * What an evaluation found: answers and violations, read and written.
 */
#ifndef QA_FINDING_H
#define QA_FINDING_H

#include "scorecard.h"
#include "service/service.h"

enum round { ROUND_EVALUATOR = 1, ROUND_REVIEWER = 2 };

struct answers {
    QaAnswer **list;
    size_t n;
};

/* The call's. DATA_LOSS for a remark that was altered. */
enum status answers_read(struct call *call, const char *evaluation_id, enum round round,
                         struct answers *ret_answers) MUST_CHECK;
/* Writes each in place of an earlier one. */
enum status answers_put(struct call *call, const char *evaluation_id, enum round round,
                        const struct answers *answers) MUST_CHECK;
/* `saved` with `given` in place of those to the same criteria; the call's. */
struct answers answers_merge(struct call *call, const struct answers *saved, const struct answers *given);

/* Raises a violation for each fatal criterion, with its event. */
enum status violations_raise(struct call *call, const Evaluation *evaluation) MUST_CHECK;
/* The evaluation is concluded: open violations are confirmed where `evaluation` still has their code among its fatal
 * ones, else dismissed; codes without a violation are raised and confirmed. */
enum status violations_settle(struct call *call, const Evaluation *evaluation) MUST_CHECK;

#endif
