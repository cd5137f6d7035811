/* SPDX-License-Identifier: Apache-2.0
 * A backup brought back into a folder that has no records yet.
 */
#ifndef CLI_RESTORE_H
#define CLI_RESTORE_H

#include <jansson.h>
#include <stdint.h>

#include "base/status.h"
#include "stack.h"

struct restored {
    uint64_t tables, rows, differences; /* differences: tables whose rows are not those counted at the backup */
    char first[128];                    /* of them */
};

/* Is the file what was written, and are the keys in `dir` those that its records are sealed with? The reasons:
 * FILE_MISSING, FILE_ALTERED, KEYS_DIFFER. */
enum status restore_check(const char *dir, const char *folder, const json_t *manifest, struct error *error) MUST_CHECK;

/* Makes a cluster in `stack`, brings the records back, compares every table with the manifest, and gives each log a new
 * epoch, so that readers notice that time went back. The cluster stays, unless it fails, and no server runs. The reasons:
 * HAS_RECORDS, RESTORE_FAILED, ROWS_DIFFER (with `ret` filled). Keys lie in the stack's folder already. */
enum status restore_into(struct stack *stack, const char *folder, const json_t *manifest, struct restored *ret,
                         struct error *error) MUST_CHECK;

/* SHA-256 of a file in hexadecimal, and its size; UNAVAILABLE. */
enum status file_hash(const char *path, char ret_hex[65], uint64_t *ret_bytes, struct error *error) MUST_CHECK;

#endif
