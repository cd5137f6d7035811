/* SPDX-License-Identifier: Apache-2.0
 * Promises to ring: the lifecycle of a callback, and which times may be promised. Pure.
 */
#ifndef LEADS_PROMISE_H
#define LEADS_PROMISE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lifecycle.h"
#include "dealspine/leads.pb-c.h"

extern const struct lifecycle callback_lifecycle;

/* Moves the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status promise_step(Callback *callback, const char *verb, struct error *error) MUST_CHECK;

/* One of `local`, a minute that the calendar has written as YYYY-MM-DDTHH:MM, and `at`; neither is fine unless
 * `needed`. INVALID_ARGUMENT with the field. */
enum status promise_check_when(const char *local, const Google__Protobuf__Timestamp *at, bool needed,
                               struct error *error) MUST_CHECK;

/* In the future, and within 366 days. INVALID_ARGUMENT with the field that gave it. */
enum status promise_check_time(const char *local, int64_t at_us, int64_t now_us, struct error *error) MUST_CHECK;

/* A step of a plan: channel, order, no contact data in its goal. INVALID_ARGUMENT with the field. */
enum status promise_check_steps(const PlanFollowUpsRequest *in, int64_t now_us, struct error *error) MUST_CHECK;

#endif
