/* SPDX-License-Identifier: Apache-2.0
 * What came of a backup or a drill, told to `identity` once: from a file that goes when it is told.
 */
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "backups.h"
#include "base/clock.h"
#include "file.h"

void backup_result_begin(struct backup_result *run, bool is_drill)
{
    *run = (struct backup_result){.is_drill = is_drill, .started_us = clock_now_us()};
    id_new_text(run->id);
}

static json_t *time_json(int64_t us)
{
    char text[TIME_TEXT];
    time_format(us, text);
    return json_string(text);
}

static void put_failure(json_t *json, const struct error *failure)
{
    json_object_set_new(json, "outcome", json_string("FAILED"));
    json_object_set_new(json, "reason", json_string(*failure->reason ? failure->reason : status_word(failure->status)));
    json_object_set_new(json, "detail", json_string(failure->message));
}

json_t *backup_result_json(const struct backup_result *run)
{
    json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:I, s:I}", "id", run->id, "kind", run->is_drill ? "DRILL" : "BACKUP",
                             "outcome", "GOOD", "backupId", run->backup_id, "startedAt", time_json(run->started_us), "endedAt",
                             time_json(run->ended_us), "tables", (json_int_t)run->tables, "differences",
                             (json_int_t)run->differences);
    json_object_set_new(json, "bytes", json_sprintf("%" PRIu64, run->bytes));
    json_object_set_new(json, "rows", json_sprintf("%" PRIu64, run->rows));
    if (run->taken_us)
        json_object_set_new(json, "takenAt", time_json(run->taken_us));
    if (run->sha256[0])
        json_object_set_new(json, "sha256", json_string(run->sha256));
    if (run->failure.status != STATUS_OK)
        put_failure(json, &run->failure);
    return json;
}

static enum status put_aside(const char *dir, const struct backup_result *run, struct error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/backups/waiting", dir);
    TRY(folder_make(path, error));
    snprintf(path, sizeof path, "%s/backups/waiting/%s.json", dir, run->id);
    json_t *json = backup_result_json(run);
    enum status status = file_write_json(path, json, error);
    json_decref(json);
    return status;
}

/* The id is the idempotency key too: told twice, it is there once. */
static enum status tell(struct api *api, const char *path, struct error *error)
{
    json_t *request = json_load_file(path, 0, NULL), *reply = NULL;
    const char *id = json_string_value(json_object_get(request, "id"));
    enum status status = id ? api_call(api, "identity.RecordBackup", request, id, &reply, error) : STATUS_INVALID_ARGUMENT;
    if (status == STATUS_OK || status == STATUS_INVALID_ARGUMENT)
        unlink(path);
    json_decref(request);
    json_decref(reply);
    return status;
}

static int tell_all(const char *dir, struct api *api, struct error *ret_why)
{
    char path[PATH_MAX];
    int waiting = 0;
    snprintf(path, sizeof path, "%s/backups/waiting", dir);
    DIR *folder = opendir(path);
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        snprintf(path, sizeof path, "%s/backups/waiting/%s", dir, entry->d_name);
        if (entry->d_name[0] != '.' && (!api || tell(api, path, ret_why) != STATUS_OK))
            waiting++;
    }
    if (folder)
        closedir(folder);
    return waiting;
}

int backup_result_record(const char *dir, const struct backup_result *run, const char *as, struct error *ret_why)
{
    struct api *api = NULL;
    if (put_aside(dir, run, ret_why) != STATUS_OK)
        return -1;
    struct api_settings settings = {.dir = dir, .as = as};
    if (api_open(&settings, &api, ret_why) != STATUS_OK)
        api = NULL;
    int waiting = tell_all(dir, api, ret_why);
    api_free(api);
    return waiting;
}
