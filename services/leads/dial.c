/* SPDX-License-Identifier: Apache-2.0 */
#include "dial.h"

#include "schema/rule.h"

static const struct transition rows[] = {
    {"DRAFT", "start", "RUNNING", "Agents may pull from it."},
    {"RUNNING", "pause", "PAUSED", "Nobody gets a lead of it for now."},
    {"PAUSED", "start", "RUNNING", "Agents may pull from it again."},
    {"DRAFT", "finish", "FINISHED", "It is given up."},
    {"RUNNING", "finish", "FINISHED", "Everybody was reached or tried often enough, or it is enough."},
    {"PAUSED", "finish", "FINISHED", "It is given up."},
};

const struct lifecycle dial_list_lifecycle = {"dial_list", "DRAFT", rows, sizeof rows / sizeof *rows};

enum status dial_step(DialList *list, const char *verb, struct error *error)
{
    int state;
    TRY(state_step(&dial_list_lifecycle, &dial_list__state__descriptor, list->state, verb, &state, error));
    list->has_state = true, list->state = (DialList__State)state;
    return STATUS_OK;
}

bool dial_is_done(const DialProgress *progress)
{
    return progress->total > 0 && progress->untouched + progress->waiting == 0;
}
