/* SPDX-License-Identifier: Apache-2.0
 * The folder <dir>/backups: one folder for each backup, named by when it began,
 *   records.dump    what pg_dump made of one snapshot over the schemas of all services
 *   manifest.json   {"id", "takenAt", "endedAt", "bytes", "sha256", "services": [], "elsewhere": [], "rows",
 *                    "tables": {"leads.lead": {"rows", "sum"}}, "keys": {"customers.master.1": fingerprint}};
 *                   it is written last: a folder without it is no backup
 *   drill.json      the last drill of it: a result, as below
 * `waiting/` holds results that `identity` was not yet told of, `lock` is held while a backup or a drill is at work.
 */
#ifndef CLI_BACKUPS_H
#define CLI_BACKUPS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/status.h"
#include "stack.h"

struct backup_settings { /* DEALSPINE_BACKUP_…, from the environment or <dir>/dealspine.env */
    int64_t every_hours; /* 0: none by itself */
    int64_t keep;        /* so many good ones */
    int64_t drill_hours; /* 0: no drill by itself */
};

/* INVALID_ARGUMENT names the variable. */
enum status backup_settings_read(const char *dir, struct backup_settings *ret, struct error *error) MUST_CHECK;

/* Names of the good ones, oldest first, the arena's, ended by NULL; `ret_n` may be NULL. */
const char *const *backups_list(const char *dir, struct arena *arena, size_t *ret_n);
const char *backup_folder(const char *dir, const char *name, struct arena *arena);
/* Yours; NULL if it is not there or not JSON. */
json_t *backup_manifest(const char *folder);
json_t *backup_drill(const char *folder);

/* Removes all but the `keep` newest, and what was left unfinished. Only while the lock is held. */
void backups_prune(const char *dir, size_t keep);

/* Holds the lock until the process ends: a descriptor. ABORTED while another holds it. */
enum status backups_lock(const char *dir, int *ret_lock, struct error *error) MUST_CHECK;

void folder_remove(const char *path);

/* ---- the keys that records are sealed with ---- */

/* Fingerprints of the rings in <dir>/keys, by file; a new object. */
json_t *backup_keys(const char *dir);

/* ---- results ---- */

struct backup_result {
    bool is_drill;
    char id[ID_TEXT], backup_id[ID_TEXT];
    int64_t started_us, ended_us, taken_us; /* taken_us 0: unknown */
    uint64_t bytes, rows, tables, differences;
    char sha256[65];
    struct error failure; /* status OK: it was good */
};

void backup_result_begin(struct backup_result *result, bool is_drill);
/* As RecordBackup takes it; a new object. */
json_t *backup_result_json(const struct backup_result *result);
/* Puts it aside for `identity`, then tells all that wait, as `as`. How many wait on; -1: the file could not be written.
 * `ret_why`, when some wait, says why. */
int backup_result_record(const char *dir, const struct backup_result *result, const char *as, struct error *ret_why);

/* Sets status and reason of what went wrong, and the sentence. */
enum status backup_fails(struct error *error, const char *reason, const char *format, ...) PRINTF(3, 4);

/* "Backups: …", a line for `status`; and the same for programs, a new object. */
void backups_print(const char *dir);
json_t *backups_json(const char *dir);

#endif
