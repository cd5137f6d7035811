/* SPDX-License-Identifier: Apache-2.0 */
#include "visit.h"

#include "schema/rule.h"

static const struct transition rows[] = {
    {"PLANNED", "fall_due", "DUE", "its time has come"},
    {"PLANNED", "move", "PLANNED", "put off to another time"},
    {"DUE", "move", "PLANNED", "put off to another time"},
    {"PLANNED", "refuse", "REFUSED", "the customer wants no visit, or the deal was reversed"},
    {"DUE", "record", "DONE", "the customer was visited"},
    {"DUE", "miss", "MISSED", "nobody got to it in time"},
    {"DUE", "refuse", "REFUSED", "the customer wants no visit, or the deal was reversed"},
};

const struct lifecycle visit_lifecycle = {"visit", "PLANNED", rows, sizeof rows / sizeof *rows};

enum status visit_move(ReturnVisit *visit, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&visit_lifecycle, &return_visit__state__descriptor, visit->state, verb, &to, error));
    visit->state = (ReturnVisit__State)to;
    return STATUS_OK;
}
