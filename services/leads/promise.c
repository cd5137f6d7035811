/* SPDX-License-Identifier: Apache-2.0 */
#include "promise.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "lead.h"
#include "schema/rule.h"

static const int64_t FARTHEST_US = 366LL * 86400 * 1000000;

static const struct transition rows[] = {
    {"SCHEDULED", "move", "SCHEDULED", "Another time was agreed upon."},
    {"DUE", "move", "SCHEDULED", "Another time was agreed upon."},
    {"MISSED", "move", "SCHEDULED", "Another time was agreed upon."},
    {"SCHEDULED", "remind", "DUE", "The promised time is near."},
    {"SCHEDULED", "miss", "MISSED", "Nobody rang in time; his superior is told."},
    {"DUE", "miss", "MISSED", "Nobody rang in time; his superior is told."},
    {"SCHEDULED", "finish", "DONE", "The customer was rung."},
    {"DUE", "finish", "DONE", "The customer was rung."},
    {"MISSED", "finish", "DONE", "The customer was rung, late."},
    {"SCHEDULED", "cancel", "CANCELLED", "The customer does not want it any more."},
    {"DUE", "cancel", "CANCELLED", "The customer does not want it any more."},
    {"MISSED", "cancel", "CANCELLED", "The customer does not want it any more."},
};

const struct lifecycle callback_lifecycle = {"callback", "SCHEDULED", rows, sizeof rows / sizeof *rows};

enum status promise_step(Callback *callback, const char *verb, struct error *error)
{
    int state;
    TRY(state_step(&callback_lifecycle, &callback__state__descriptor, callback->state, verb, &state, error));
    callback->has_state = true, callback->state = (Callback__State)state;
    return STATUS_OK;
}

/* YYYY-MM-DDTHH:MM, of a day that the calendar has. */
static bool is_minute(const char *text)
{
    char whole[TIME_TEXT];
    int64_t us;
    return strlen(text) == 16 && text[10] == 'T' && snprintf(whole, sizeof whole, "%s:00Z", text) > 0 &&
           time_parse(whole, &us);
}

enum status promise_check_when(const char *local, const Google__Protobuf__Timestamp *at, bool needed,
                               struct error *error)
{
    if (local && at)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "at", NULL, "one of at and local says when");
    if (needed && !local && !at)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "at", NULL, "must be there, or local");
    if (local && !is_minute(local))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "local", NULL,
                           "must be a minute written as YYYY-MM-DDTHH:MM");
    return STATUS_OK;
}

enum status promise_check_time(const char *local, int64_t at_us, int64_t now_us, struct error *error)
{
    const char *field = local ? "local" : "at";
    if (at_us <= now_us)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, field, NULL, "must lie in the future");
    if (at_us > now_us + FARTHEST_US)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, field, NULL, "must lie within 366 days");
    return STATUS_OK;
}

static bool is_channel(const char *channel)
{
    return strcmp(channel, "PHONE") == 0 || strcmp(channel, "EMAIL") == 0 || strcmp(channel, "VISIT") == 0;
}

enum status promise_check_steps(const PlanFollowUpsRequest *in, int64_t now_us, struct error *error)
{
    int64_t before_us = now_us;
    for (size_t i = 0; i < in->n_steps; i++) {
        const FollowUpStep *step = in->steps[i];
        if (!is_channel(step->channel))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "steps.channel", NULL, "must be PHONE, EMAIL or VISIT");
        if (step->goal && !lead_evidence_is_clean(step->goal))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "steps.goal", NULL,
                               "must hold no phone number and no e-mail address");
        if (lead_us(step->due_at) <= before_us)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "steps.due_at", NULL,
                               "must lie in the future, each after the one before");
        before_us = lead_us(step->due_at);
    }
    return STATUS_OK;
}
