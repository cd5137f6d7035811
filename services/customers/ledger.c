/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger.h"

#include <string.h>

#define TABLE(noun, initial, rows) {noun, initial, rows, sizeof rows / sizeof *rows}

static const struct transition customer_rows[] = {
    {"PROSPECT", "activate", "ACTIVE", "has bought"},
    {"ACTIVE", "rest", "DORMANT", "has not been in touch for long"},
    {"DORMANT", "activate", "ACTIVE", "is back"},
    {"PROSPECT", "merge", "MERGED", "is the same as another"},
    {"ACTIVE", "merge", "MERGED", "is the same as another"},
    {"DORMANT", "merge", "MERGED", "is the same as another"},
    {"MERGED", "unmerge", "PROSPECT", "is another after all, in the state that it had"},
    {"PROSPECT", "erase", "ERASED", "the key is destroyed"},
    {"ACTIVE", "erase", "ERASED", "the key is destroyed"},
    {"DORMANT", "erase", "ERASED", "the key is destroyed"},
    {"MERGED", "erase", "ERASED", "the key is destroyed"},
};
const struct lifecycle customer_lifecycle = TABLE("customer", "PROSPECT", customer_rows);

static const struct transition contact_rows[] = {
    {"ACTIVE", "change", "ACTIVE", "was given another place or name"},
    {"ACTIVE", "leave", "LEFT", "is no longer with the customer"},
    {"ACTIVE", "erase", "ERASED", "what identifies the person is destroyed"},
    {"LEFT", "erase", "ERASED", "what identifies the person is destroyed"},
};
const struct lifecycle contact_lifecycle = TABLE("contact", "ACTIVE", contact_rows);

static const struct transition contact_point_rows[] = {
    {"UNVERIFIED", "verify", "VERIFIED", "the customer was reached here"},
    {"INVALID", "verify", "VERIFIED", "the customer was reached here after all"},
    {"UNVERIFIED", "invalidate", "INVALID", "nobody is reached here"},
    {"VERIFIED", "invalidate", "INVALID", "nobody is reached here any more"},
    {"UNVERIFIED", "retire", "RETIRED", "no longer the customer's"},
    {"VERIFIED", "retire", "RETIRED", "no longer the customer's"},
    {"INVALID", "retire", "RETIRED", "no longer the customer's"},
};
const struct lifecycle contact_point_lifecycle = TABLE("contact point", "UNVERIFIED", contact_point_rows);

static const struct transition call_rows[] = {
    {"REQUESTED", "dial", "DIALLING", "the telephone dials"},
    {"DIALLING", "ring", "RINGING", "it rings at the other end"},
    {"DIALLING", "answer", "ANSWERED", "somebody answered at once"},
    {"RINGING", "answer", "ANSWERED", "somebody answered"},
    {"ANSWERED", "hold", "HELD", "the customer waits"},
    {"HELD", "resume", "ANSWERED", "the agent is back"},
    {"ANSWERED", "transfer", "TRANSFERRING", "the customer is put through to a colleague"},
    {"HELD", "transfer", "TRANSFERRING", "the customer is put through to a colleague"},
    {"TRANSFERRING", "take", "ANSWERED", "the colleague has the customer"},
    {"TRANSFERRING", "resume", "ANSWERED", "nobody took the call, the agent is back"},
    {"ANSWERED", "end", "ENDED", "the talk is over"},
    {"HELD", "end", "ENDED", "the customer waited no longer"},
    {"TRANSFERRING", "end", "ENDED", "the customer waited no longer"},
    {"DIALLING", "be_busy", "BUSY", "the line is busy"},
    {"RINGING", "be_busy", "BUSY", "the call was turned away"},
    {"DIALLING", "find_nobody", "NO_ANSWER", "nobody answered"},
    {"RINGING", "find_nobody", "NO_ANSWER", "nobody answered"},
    {"DIALLING", "be_invalid", "INVALID", "there is no such number"},
    {"REQUESTED", "fail", "FAILED", "the telephone could not dial"},
    {"DIALLING", "fail", "FAILED", "the network failed"},
    {"RINGING", "fail", "FAILED", "the network failed"},
    {"ANSWERED", "fail", "FAILED", "the line broke"},
    {"HELD", "fail", "FAILED", "the line broke"},
    {"TRANSFERRING", "fail", "FAILED", "the line broke"},
    {"REQUESTED", "abandon", "ABANDONED", "given up before dialling"},
    {"DIALLING", "abandon", "ABANDONED", "the caller hung up first"},
    {"RINGING", "abandon", "ABANDONED", "the caller hung up first"},
    {"ENDED", "wrap", "WRAPPED", "the agent said what came of it"},
    {"BUSY", "wrap", "WRAPPED", "the agent said what came of it"},
    {"NO_ANSWER", "wrap", "WRAPPED", "the agent said what came of it"},
    {"INVALID", "wrap", "WRAPPED", "the agent said what came of it"},
    {"FAILED", "wrap", "WRAPPED", "the agent said what came of it"},
    {"ABANDONED", "wrap", "WRAPPED", "the agent said what came of it"},
};
const struct lifecycle call_lifecycle = TABLE("call", "REQUESTED", call_rows);

static const struct transition activity_rows[] = {
    {"PLANNED", "replan", "PLANNED", "moved to another time"},
    {"PLANNED", "complete", "DONE", "took place"},
    {"PLANNED", "cancel", "CANCELLED", "will not take place"},
    {"PLANNED", "miss", "NO_SHOW", "the customer did not come"},
    {"DONE", "correct", "DONE", "a further version of the record"},
};
const struct lifecycle activity_lifecycle = TABLE("activity", "PLANNED", activity_rows);

static const struct transition need_rows[] = {
    {"RAISED", "confirm", "CONFIRMED", "the customer says that it is one"},
    {"RAISED", "address", "ADDRESSED", "something meets it"},
    {"CONFIRMED", "address", "ADDRESSED", "something meets it"},
    {"ADDRESSED", "confirm", "CONFIRMED", "what was done does not meet it"},
    {"RAISED", "drop", "DROPPED", "it is none"},
    {"CONFIRMED", "drop", "DROPPED", "it is none any more"},
};
const struct lifecycle need_lifecycle = TABLE("need", "RAISED", need_rows);

static const struct transition care_task_rows[] = {
    {"OPEN", "do", "DONE", "the customer was greeted, given something or congratulated"},
    {"OPEN", "skip", "SKIPPED", "nobody will do it"},
};
const struct lifecycle care_task_lifecycle = TABLE("care task", "OPEN", care_task_rows);

struct reached {
    const char *state, *verb;
};

static const char *verb_of(const struct reached *rows, size_t n, const char *state)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].state, state) == 0)
            return rows[i].verb;
    return NULL;
}

bool call_waits(const char *state)
{
    return strcmp(state, "HELD") == 0 || strcmp(state, "TRANSFERRING") == 0;
}

const char *call_verb(const char *from, const char *state)
{
    static const struct reached rows[] = {
        {"DIALLING", "dial"}, {"RINGING", "ring"}, {"ANSWERED", "answer"}, {"ENDED", "end"}, {"BUSY", "be_busy"},
        {"NO_ANSWER", "find_nobody"}, {"INVALID", "be_invalid"}, {"FAILED", "fail"}, {"ABANDONED", "abandon"},
        {"HELD", "hold"},
    };
    if (call_waits(from) && strcmp(state, "ANSWERED") == 0)
        return "resume";
    return verb_of(rows, sizeof rows / sizeof *rows, state);
}

bool call_is_over(const char *state)
{
    const char *to;
    struct error ignored;
    return lifecycle_step(&call_lifecycle, state, "wrap", &to, &ignored) == STATUS_OK;
}

const char *contact_point_verb(const char *state)
{
    static const struct reached rows[] = {{"VERIFIED", "verify"}, {"INVALID", "invalidate"}, {"RETIRED", "retire"}};
    return verb_of(rows, sizeof rows / sizeof *rows, state);
}

const char *activity_verb(const char *state, bool correction)
{
    static const struct reached rows[] = {
        {"PLANNED", "replan"}, {"DONE", "complete"}, {"CANCELLED", "cancel"}, {"NO_SHOW", "miss"}};
    return correction ? "correct" : verb_of(rows, sizeof rows / sizeof *rows, state);
}

const char *need_verb(const char *state)
{
    static const struct reached rows[] = {{"CONFIRMED", "confirm"}, {"ADDRESSED", "address"}, {"DROPPED", "drop"}};
    return verb_of(rows, sizeof rows / sizeof *rows, state);
}

const char *care_task_verb(const char *state)
{
    static const struct reached rows[] = {{"DONE", "do"}, {"SKIPPED", "skip"}};
    return verb_of(rows, sizeof rows / sizeof *rows, state);
}

bool activity_is_effective(bool two_way, unsigned effect_level)
{
    return two_way || effect_level >= 1;
}
