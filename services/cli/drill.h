/* SPDX-License-Identifier: Apache-2.0
 * A drill: a backup brought back into a stack of its own, below <dir>/backups, and gone afterwards.
 */
#ifndef CLI_DRILL_H
#define CLI_DRILL_H

#include <jansson.h>

#include "backups.h"

/* Brings the backup in `folder` back, compares every table, and starts the services on it, all but those that would
 * tell somebody outside. Fills tables, rows and differences of `run`. The reasons: those of restore.h, and
 * SERVICES_NOT_READY. */
enum status drill(const char *dir, const char *folder, const json_t *manifest, struct backup_result *run, struct error *error)
    MUST_CHECK;

#endif
