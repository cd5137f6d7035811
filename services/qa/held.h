/* SPDX-License-Identifier: Apache-2.0
 * Rows that a command holds: locked, within the caller's scope; how they are saved.
 */
#ifndef QA_HELD_H
#define QA_HELD_H

#include "evaluation.h"
#include "recording.h"
#include "service/service.h"
#include "service/value.h"

/* Locks the recording that :call_id names. NOT_FOUND, reason NO_CALL, outside the scope. */
enum status recording_lock(struct call *call, Recording *ret_recording) MUST_CHECK;

/* Writes it back; its version rises by one. Its fields are bound afterwards. */
enum status recording_save(struct call *call, Recording *recording) MUST_CHECK;

/* Has the recording's end come, is it deleted then: the job is set, or moved, to `delete_after`. */
enum status recording_await_end(struct call *call, const Recording *recording) MUST_CHECK;

/* There is none: MISSING for `reason`, with its event. INVALID_ARGUMENT for a reason that is none. */
enum status recording_give_up(struct call *call, Recording *recording, const char *reason) MUST_CHECK;

/* Locks the evaluation that :id names, at `expected_version` (NULL: any). NOT_FOUND, ABORTED. */
enum status evaluation_lock(struct call *call, const uint64_t *expected_version,
                            Evaluation *ret_evaluation) MUST_CHECK;

/* Writes it back; its version rises by one. */
enum status evaluation_save(struct call *call, Evaluation *evaluation) MUST_CHECK;

/* Copies for replies; the call's. */
Recording *recording_answer(struct call *call, const Recording *recording);
Evaluation *evaluation_answer(struct call *call, const Evaluation *evaluation);

/* INVALID_ARGUMENT, field answered_until, unless `from` is before `until`. */
enum status period_check(struct call *call, const Google__Protobuf__Timestamp *from,
                         const Google__Protobuf__Timestamp *until) MUST_CHECK;

#endif
