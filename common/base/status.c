/* SPDX-License-Identifier: Apache-2.0 */
#include "base/status.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

enum status fail_with(struct error *error, enum status status, const char *format, ...)
{
    assert(status != STATUS_OK);
    if (!error)
        return status;
    va_list args;
    va_start(args, format);
    error->status = status;
    error->executed = EXECUTED_NO;
    error->retry_after_ms = 0;
    error->field[0] = error->reason[0] = '\0';
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}

const char *status_word(enum status status)
{
    static const char *const words[] = {
        "ok", "canceled", "unknown", "invalid_argument", "deadline_exceeded", "not_found",
        "already_exists", "permission_denied", "resource_exhausted", "failed_precondition",
        "aborted", "out_of_range", "unimplemented", "internal", "unavailable", "data_loss",
        "unauthenticated",
    };
    return (unsigned)status < sizeof words / sizeof *words ? words[status] : "unknown";
}
