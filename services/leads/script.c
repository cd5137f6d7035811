/* SPDX-License-Identifier: Apache-2.0 */
#include "script.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"DRAFT", "submit", "IN_REVIEW", "Its author says that it is ready to be read by somebody else."},
    {"IN_REVIEW", "publish", "PUBLISHED", "Somebody other than the author approves it; agents are shown it."},
    {"IN_REVIEW", "give back", "DRAFT", "It is not good enough yet; the remark says why."},
    {"PUBLISHED", "replace", "RETIRED", "The next version is in force."},
    {"PUBLISHED", "expire", "RETIRED", "Its last day is over."},
    {"PUBLISHED", "retire", "RETIRED", "Nobody shall say this any more."},
    {"DRAFT", "retire", "RETIRED", "It is given up before anybody saw it."},
};

const struct lifecycle script_lifecycle = {"script", "DRAFT", rows, sizeof rows / sizeof *rows};

enum status script_step(Script *script, const char *verb, struct error *error)
{
    int state;
    TRY(state_step(&script_lifecycle, &script__state__descriptor, script->state, verb, &state, error));
    script->has_state = true, script->state = (Script__State)state;
    return STATUS_OK;
}

enum status script_check_draft(const DraftScriptRequest *in, struct error *error)
{
    if (is_blank(in->title) || is_blank(in->body))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, is_blank(in->title) ? "title" : "body", NULL,
                           "must not be blank");
    if (in->valid_from && in->valid_until && strcmp(in->valid_until, in->valid_from) < 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "valid_until", NULL, "must not be before valid_from");
    return STATUS_OK;
}

enum status script_check_decision(const DecideScriptRequest *in, const Script *script, const char *actor,
                                  struct error *error)
{
    if (!in->approved && is_blank(in->remark))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "remark", NULL, "must say what is to be done");
    if (in->approved && text_equal(script->author_id, actor))
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "OWN_TEXT",
                           "a text is approved by somebody other than its author");
    return STATUS_OK;
}

bool script_version_read(const char *text, char ret_code[64], int64_t *ret_number)
{
    const char *at = text ? strrchr(text, '@') : NULL;
    if (!at || at == text || at - text > 63)
        return false;
    char *end;
    *ret_number = strtoll(at + 1, &end, 10);
    if (end == at + 1 || *end || *ret_number < 1)
        return false;
    memcpy(ret_code, text, (size_t)(at - text));
    ret_code[at - text] = '\0';
    return true;
}
