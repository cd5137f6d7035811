/* SPDX-License-Identifier: Apache-2.0
 * <dir>/status.json, what the supervisor tells:
 *   {"state": "starting|running|stopping|stopped", "pid": 1, "since": "…", "url": "http://127.0.0.1:8080", "runDir": "…",
 *    "programs": [{"service", "name", "pid", "since", "restarts", "lastEnd", "ready", "reason", "log"}]}
 */
#ifndef CLI_STATUS_FILE_H
#define CLI_STATUS_FILE_H

#include <stddef.h>

#include "program.h"
#include "stack.h"

struct status_file {
    char *last; /* what stands in the file */
    int64_t since_us;
};

void status_file_open(struct status_file *file);
void status_file_close(struct status_file *file);
/* Replaces the file if anything is new; a failure is logged. */
void status_file_write(struct status_file *file, const struct stack *stack, const char *state,
                       const struct program *programs, size_t n);

#endif
