/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of return visits. Pure.
 */
#ifndef AFTERSALES_VISIT_H
#define AFTERSALES_VISIT_H

#include "base/lifecycle.h"
#include "dealspine/aftersales.pb-c.h"

extern const struct lifecycle visit_lifecycle;

/* Moves the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status visit_move(ReturnVisit *visit, const char *verb, struct error *error) MUST_CHECK;

#endif
