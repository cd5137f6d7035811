/* SPDX-License-Identifier: Apache-2.0
 * Small files of the stack's folder, each replaced as a whole and private to the owner (0600).
 */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

/* Writes a temporary file beside it, fsyncs, renames. UNAVAILABLE names the path and the cause. */
enum status file_write(const char *path, const void *bytes, size_t n, struct error *error) MUST_CHECK;
enum status file_write_json(const char *path, const json_t *json, struct error *error) MUST_CHECK;

/* The file's text without line ends at its end, the arena's; NULL if it can't be read. */
char *file_read(const char *path, struct arena *arena);

/* Makes the folder and those above it; what it makes has mode 0700. */
enum status folder_make(const char *path, struct error *error) MUST_CHECK;

#endif
