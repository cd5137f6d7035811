/* SPDX-License-Identifier: Apache-2.0
 * logfmt lines on stderr, one write(2) a line. No payloads and nothing personal: callers pass ids.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

#include "base/status.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR }; /* error: a person must act; warn: we coped */

/* Sets the `svc` field and the lowest level written. `service` is borrowed for the process's life. */
void log_open(const char *service, enum log_level lowest);

/* Writes `ts=… level=… svc=… ` and the formatted rest, which is itself logfmt ("msg=… lead=…").
 * Line ends in it become blanks. Cut at 2 KiB. */
void log_line(enum log_level level, const char *format, ...) PRINTF(2, 3);

/* The last line of level error, without its head; false: there was none. Thread-safe. */
bool log_last_error(char *ret, unsigned long room, int64_t *ret_us);

/* Quotes `value` for logfmt when it needs it, into `ret` of `room` bytes; returns `ret`. */
const char *log_quote(const char *value, char *ret, unsigned long room);

#endif
