/* SPDX-License-Identifier: Apache-2.0
 * Coaching items read, locked and saved; and what an evaluation says of a skill.
 */
#ifndef QA_LESSON_H
#define QA_LESSON_H

#include "coaching.h"
#include "service/service.h"

/* Row `row` with its sealed words; the call's. DATA_LOSS. */
enum status lesson_of_row(struct call *call, const struct rows *rows, size_t row, CoachingItem **ret_item) MUST_CHECK;

/* Locks the one that :id names, at `expected_version` (NULL: any). NOT_FOUND, ABORTED. */
enum status lesson_lock(struct call *call, const uint64_t *expected_version, CoachingItem **ret_item) MUST_CHECK;

/* Writes it back, its outcome as :sealed where bound; its version rises by one. */
enum status lesson_save(struct call *call, CoachingItem *item) MUST_CHECK;

struct skill_score {
    const char *agent_id, *owner_path;
    int64_t answered_us;
    uint32_t hundredths;
};

/* Of one skill in one evaluation. NOT_FOUND; FAILED_PRECONDITION, reason NOT_SUBMITTED or NO_SKILL. */
enum status lesson_score(struct call *call, const char *evaluation_id, const char *skill,
                         struct skill_score *ret_score) MUST_CHECK;

#endif
