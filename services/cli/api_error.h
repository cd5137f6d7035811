/* SPDX-License-Identifier: Apache-2.0
 * Connect error bodies, read and told to people.
 */
#ifndef CLI_API_ERROR_H
#define CLI_API_ERROR_H

#include <stddef.h>

#include "base/status.h"

/* Reads {"code", "message", "details"} into `error`; a body that is none gives a status by the HTTP code. Never OK. */
enum status api_error_read(const char *body, size_t n, long http, struct error *error);

/* Prints what was refused, why, and what to do; `dir` and `as` (who asked) may be NULL. */
void api_error_print(const char *what, const struct error *error, const char *dir, const char *as);

#endif
