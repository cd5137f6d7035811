/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of calling lists (LEA-05). Pure.
 */
#ifndef LEADS_DIAL_H
#define LEADS_DIAL_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/leads.pb-c.h"

extern const struct lifecycle dial_list_lifecycle;

/* Moves the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status dial_step(DialList *list, const char *verb, struct error *error) MUST_CHECK;

/* Everybody was reached, tried often enough or dropped. */
bool dial_is_done(const DialProgress *progress);

#endif
