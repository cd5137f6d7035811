/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of a violation: a fatal criterion that got no points. Pure.
 */
#ifndef QA_VIOLATION_H
#define QA_VIOLATION_H

#include "base/lifecycle.h"
#include "dealspine/qa.pb-c.h"

extern const struct lifecycle violation_lifecycle;

/* Moves `violation->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status violation_move(QaViolation *violation, const char *verb, struct error *error) MUST_CHECK;

#endif
