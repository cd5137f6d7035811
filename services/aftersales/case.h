/* SPDX-License-Identifier: Apache-2.0
 * Cases and preventive actions: lifecycles, and what must have been done before a step. Pure.
 */
#ifndef AFTERSALES_CASE_H
#define AFTERSALES_CASE_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/aftersales.pb-c.h"

extern const struct lifecycle case_lifecycle, capa_lifecycle;

/* Moves `case_file->state` by `verb`; "wait" remembers where it was, "resume" leads back there. FAILED_PRECONDITION,
 * reason WRONG_STATE; it is then untouched. */
enum status case_move(Case *case_file, const char *verb, struct error *error) MUST_CHECK;
enum status capa_move(PreventiveAction *action, const char *verb, struct error *error) MUST_CHECK;

/* May the handling be proposed? FAILED_PRECONDITION, reason NO_FINDING. */
enum status case_may_propose(const Case *case_file, struct error *error) MUST_CHECK;
/* May the customer be told the result? FAILED_PRECONDITION, reason NOT_RESOLVED. */
enum status case_may_give_feedback(const Case *case_file, struct error *error) MUST_CHECK;
/* Can it be resolved, which is said once? FAILED_PRECONDITION, reason RESOLVED. */
enum status case_may_resolve(const Case *case_file, struct error *error) MUST_CHECK;

/* Do its clocks run? Not while it waits for the customer, and not after its end. */
bool case_clocks_run(const Case *case_file);

/* When a clock that was due at `due_us` is due after waiting from `since_us` until `now_us`. One that had run out
 * before stays. */
int64_t clock_after_wait(int64_t due_us, int64_t since_us, int64_t now_us);

/* Minutes that `severity` gives for the clock. */
uint32_t clock_minutes(const SeverityClass *severity, CaseClock__Name clock);

#endif
