/* SPDX-License-Identifier: Apache-2.0 */
#include "violation.h"

#include "schema/rule.h"

static const struct transition rows[] = {
    {"RAISED", "confirm", "CONFIRMED", "the evaluation was acknowledged, or upheld on appeal"},
    {"RAISED", "dismiss", "DISMISSED", "on appeal the criterion got points"},
};

const struct lifecycle violation_lifecycle = {"violation", "RAISED", rows, sizeof rows / sizeof *rows};

enum status violation_move(QaViolation *violation, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&violation_lifecycle, &qa_violation__state__descriptor, (int)violation->state, verb, &to, error));
    violation->state = (QaViolation__State)to;
    return STATUS_OK;
}
