/* SPDX-License-Identifier: Apache-2.0
 * Calls: rows into messages, steps that several handlers share.
 */
#ifndef CALLS_H
#define CALLS_H

#include "record.h"

enum { WRAP_LIMIT_S = 600 }; /* after that an ended call is wrapped by itself */

/* A row with the columns of sql/list_calls.sql; the call's. */
Call *call_of_row(struct call *call, const struct rows *rows, size_t row);

/* Marks the point INVALID unless it is so or retired; emits contact_point.invalidated. */
enum status invalidate_point(struct call *call, const char *point_id, const char *reason) MUST_CHECK;

struct wrap { /* how a call is closed */
    const char *disposition, *script_version, *note; /* NULL: absent */
    bool automatic, customer_contact, answered, callback, do_not_call;
};
/* Closes the call of `locked` (sql/lock_call.sql) and emits call.wrapped. FAILED_PRECONDITION WRONG_STATE. */
enum status call_wrap(struct call *call, const struct rows *locked, const struct wrap *wrap, Call **ret) MUST_CHECK;

#endif
