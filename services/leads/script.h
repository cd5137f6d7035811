/* SPDX-License-Identifier: Apache-2.0
 * Scripts and answer templates: the lifecycle of a version, and what may be drafted. Pure.
 */
#ifndef LEADS_SCRIPT_H
#define LEADS_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lifecycle.h"
#include "dealspine/leads.pb-c.h"

enum { SCRIPT_REVIEW_DAYS = 180 };

extern const struct lifecycle script_lifecycle;

/* Moves the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status script_step(Script *script, const char *verb, struct error *error) MUST_CHECK;

/* INVALID_ARGUMENT with the field: days that stand the wrong way round. */
enum status script_check_draft(const DraftScriptRequest *in, struct error *error) MUST_CHECK;

/* Who may say yes: not the author himself, FAILED_PRECONDITION OWN_TEXT; and a no needs its reason. */
enum status script_check_decision(const DecideScriptRequest *in, const Script *script, const char *actor,
                                  struct error *error) MUST_CHECK;

/* "code@7" cut in two. False for anything else. `ret_code` has room for 64 bytes. */
bool script_version_read(const char *text, char ret_code[64], int64_t *ret_number);

#endif
