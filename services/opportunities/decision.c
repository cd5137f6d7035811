/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"

#include <string.h>

#include "base/text.h"
#include "calendar.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"PENDING", "start", "IN_PROGRESS", "the customer is at it"},
    {"PENDING", "finish", "DONE", "it was done at once"},
    {"PENDING", "block", "BLOCKED", "something stops it before it began"},
    {"IN_PROGRESS", "finish", "DONE", "the customer is through with it"},
    {"IN_PROGRESS", "block", "BLOCKED", "something stops it"},
    {"BLOCKED", "start", "IN_PROGRESS", "what stopped it is out of the way"},
    {"DONE", "start", "IN_PROGRESS", "the customer takes it up again"},
};

const struct lifecycle decision_step_lifecycle = {"decision step", "PENDING", rows, sizeof rows / sizeof *rows};

enum status decision_move(DecisionStep__State from, const SetDecisionStepRequest *in, int64_t local_us,
                          struct error *error)
{
    char today[DAY_TEXT];
    if (in->state == DECISION_STEP__STATE__PENDING)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "state", NULL,
                           "the state must be IN_PROGRESS, DONE or BLOCKED");
    if (in->state == DECISION_STEP__STATE__BLOCKED && is_blank(in->blocker))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "blocker", NULL, "say what blocks the step");
    calendar_day_text(local_us, 0, today);
    if (in->on_day && strcmp(in->on_day, today) > 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "on_day", NULL, "the day must not be after today");
    return state_reach(&decision_step_lifecycle, &decision_step__state__descriptor, from, in->state, error);
}
