/* SPDX-License-Identifier: Apache-2.0 */
#include "tactics.h"

#include "base/text.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"PREPARING", "begin", "UNDER_WAY", "we talk, and know how far we would go"},
    {"UNDER_WAY", "agree", "AGREED", "both sides have agreed"},
    {"UNDER_WAY", "break_off", "BROKEN_OFF", "one side has left the table"},
    {"AGREED", "begin", "UNDER_WAY", "what was agreed is open again"},
    {"BROKEN_OFF", "begin", "UNDER_WAY", "both sides are back"},
};

const struct lifecycle negotiation_lifecycle = {"negotiation", "PREPARING", rows, sizeof rows / sizeof *rows};

uint32_t pain_depth(const RecordPainRequest *in)
{
    return 1u + !is_blank(in->example) + !!in->has_cost_minor + !is_blank(in->sufferer);
}

enum status concession_check(const RecordObjectionRequest *in, struct error *error)
{
    if (!is_blank(in->concession) && !in->has_value_minor)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "value_minor", NULL, "say what the concession is worth");
    if (is_blank(in->concession) && in->has_value_minor)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "concession", NULL, "say what was conceded, by its code");
    return STATUS_OK;
}

enum status negotiation_move(Negotiation__State from, Negotiation__State to, bool bottom_line_set, struct error *error)
{
    if (from == to)
        return STATUS_OK;
    TRY(state_reach(&negotiation_lifecycle, &negotiation__state__descriptor, from, to, error));
    if (to == NEGOTIATION__STATE__UNDER_WAY && !bottom_line_set)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "NO_BOTTOM_LINE",
                           "before a negotiation gets under way its bottom line must be set");
    return STATUS_OK;
}
