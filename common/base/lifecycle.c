/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lifecycle.h"

#include <stdio.h>
#include <string.h>

static enum status wrong_state(struct error *error)
{
    if (error)
        snprintf(error->reason, sizeof error->reason, "WRONG_STATE");
    return STATUS_FAILED_PRECONDITION;
}

enum status lifecycle_step(const struct lifecycle *lifecycle, const char *state, const char *verb, const char **ret_to,
                           struct error *error)
{
    char needed[160] = "";
    for (size_t i = 0; i < lifecycle->n; i++) {
        const struct transition *row = &lifecycle->rows[i];
        if (strcmp(row->verb, verb) != 0)
            continue;
        if (strcmp(row->from, state) == 0) {
            *ret_to = row->to;
            return STATUS_OK;
        }
        size_t used = strlen(needed);
        snprintf(needed + used, sizeof needed - used, "%s%s", used ? " or " : "", row->from);
    }
    fail_with(error, STATUS_FAILED_PRECONDITION, "this %s is %s; to %s it must be %s", lifecycle->noun, state, verb,
              needed[0] ? needed : "in no state at all");
    return wrong_state(error);
}

enum status lifecycle_reach(const struct lifecycle *lifecycle, const char *state, const char *to, struct error *error)
{
    const char *reached;
    for (size_t i = 0; i < lifecycle->n; i++)
        if (strcmp(lifecycle->rows[i].to, to) == 0)
            return lifecycle_step(lifecycle, state, lifecycle->rows[i].verb, &reached, error);
    fail_with(error, STATUS_FAILED_PRECONDITION, "this %s is %s, and none becomes %s", lifecycle->noun, state, to);
    return wrong_state(error);
}
