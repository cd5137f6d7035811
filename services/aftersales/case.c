/* SPDX-License-Identifier: Apache-2.0 */
#include "case.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

static const struct transition case_rows[] = {
    {"RECEIVED", "acknowledge", "ACKNOWLEDGED", "the customer has the number"},
    {"RECEIVED", "reject", "REJECTED", "it does not concern us, with the reason"},
    {"ACKNOWLEDGED", "investigate", "INVESTIGATING", "somebody takes it"},
    {"ACKNOWLEDGED", "reject", "REJECTED", "it does not concern us, with the reason"},
    {"INVESTIGATING", "investigate", "INVESTIGATING", "another takes it"},
    {"INVESTIGATING", "find", "INVESTIGATING", "what happened is known, with evidence"},
    {"INVESTIGATING", "propose", "PROPOSED", "how it shall be handled is proposed"},
    {"INVESTIGATING", "reject", "REJECTED", "it has no ground, with the reason"},
    {"INVESTIGATING", "wait", "WAITING_CUSTOMER", "the customer is asked: the clocks stand still"},
    {"PROPOSED", "act", "ACTING", "the proposal is agreed and carried out"},
    {"PROPOSED", "wait", "WAITING_CUSTOMER", "the customer is asked: the clocks stand still"},
    {"ACTING", "resolve", "ACTING", "what was proposed is done"},
    {"ACTING", "feedback", "FEEDBACK_GIVEN", "the customer is told the result"},
    {"ACTING", "wait", "WAITING_CUSTOMER", "the customer is asked: the clocks stand still"},
    {"WAITING_CUSTOMER", "resume_INVESTIGATING", "INVESTIGATING", "he has answered"},
    {"WAITING_CUSTOMER", "resume_PROPOSED", "PROPOSED", "he has answered"},
    {"WAITING_CUSTOMER", "resume_ACTING", "ACTING", "he has answered"},
    {"FEEDBACK_GIVEN", "close", "CLOSED", "its root cause is known"},
    {"CLOSED", "reopen", "REOPENED", "it was not settled"},
    {"REOPENED", "investigate", "INVESTIGATING", "somebody takes it again"},
};

const struct lifecycle case_lifecycle = {"case", "RECEIVED", case_rows, sizeof case_rows / sizeof *case_rows};

static const struct transition capa_rows[] = {
    {"OPEN", "finish", "DONE", "the measure is taken"},
    {"DONE", "verify", "VERIFIED", "the metric shows that it works"},
    {"DONE", "fail", "INEFFECTIVE", "the metric did not move"},
};

const struct lifecycle capa_lifecycle = {"capa", "OPEN", capa_rows, sizeof capa_rows / sizeof *capa_rows};

/* The verb that leads out of waiting, in `room`. */
static const char *resuming(const Case *case_file, char room[40])
{
    const char *back = enum_word(&case__state__descriptor, case_file->waiting_from);
    snprintf(room, 40, "resume_%s", case_file->has_waiting_from && back ? back : "");
    return room;
}

enum status case_move(Case *case_file, const char *verb, struct error *error)
{
    char room[40];
    int to;
    bool resumes = strcmp(verb, "resume") == 0;
    TRY(state_step(&case_lifecycle, &case__state__descriptor, case_file->state,
                   resumes ? resuming(case_file, room) : verb, &to, error));
    case_file->has_waiting_from = to == CASE__STATE__WAITING_CUSTOMER;
    case_file->waiting_from = case_file->state;
    case_file->state = (Case__State)to;
    return STATUS_OK;
}

enum status capa_move(PreventiveAction *action, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&capa_lifecycle, &preventive_action__state__descriptor, action->state, verb, &to, error));
    action->state = (PreventiveAction__State)to;
    return STATUS_OK;
}

enum status case_may_propose(const Case *case_file, struct error *error)
{
    if (!is_blank(case_file->finding))
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "NO_FINDING",
                       "before a handling is proposed, a finding must be recorded");
}

enum status case_may_resolve(const Case *case_file, struct error *error)
{
    if (!case_file->resolved_at)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "RESOLVED", "this case is resolved already");
}

enum status case_may_give_feedback(const Case *case_file, struct error *error)
{
    if (case_file->resolved_at)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "NOT_RESOLVED",
                       "before the customer is told the result, what was proposed must be done");
}

bool case_clocks_run(const Case *case_file)
{
    return case_file->state != CASE__STATE__WAITING_CUSTOMER && case_file->state != CASE__STATE__CLOSED &&
           case_file->state != CASE__STATE__REJECTED;
}

int64_t clock_after_wait(int64_t due_us, int64_t since_us, int64_t now_us)
{
    return due_us > since_us && now_us > since_us ? due_us + (now_us - since_us) : due_us;
}

uint32_t clock_minutes(const SeverityClass *severity, CaseClock__Name clock)
{
    switch (clock) {
    case CASE_CLOCK__NAME__ACK:
        return severity->ack_minutes;
    case CASE_CLOCK__NAME__FIRST_RESPONSE:
        return severity->first_response_minutes;
    default:
        return severity->resolve_minutes;
    }
}
