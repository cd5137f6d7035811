/* SPDX-License-Identifier: Apache-2.0
 * Files of NAME=value lines. A value is the rest of its line as it stands, without blanks at either end: no quoting, no
 * escapes, no inline comments. Blank lines and those that begin with # are skipped.
 */
#ifndef SETTINGS_ENV_FILE_H
#define SETTINGS_ENV_FILE_H

#include <stddef.h>

#include "base/status.h"

struct env_file;

/* A file that is not there is an empty one. INVALID_ARGUMENT names the line that is no assignment, or a name given
 * twice; UNAVAILABLE when the file can't be read. */
enum status env_file_read(const char *path, struct env_file **ret, struct error *error) MUST_CHECK;
void env_file_free(struct env_file *file); /* NULL is allowed */

/* The value, the file's; NULL if absent or if `file` is NULL. */
const char *env_file_get(const struct env_file *file, const char *name);

size_t env_file_size(const struct env_file *file);
const char *env_file_name(const struct env_file *file, size_t nth);

#endif
